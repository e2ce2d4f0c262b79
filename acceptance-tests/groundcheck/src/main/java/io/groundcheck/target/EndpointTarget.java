package io.groundcheck.target;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** Something that speaks AWS's API at a URL. What it can do beyond a control plane isn't known. */
final class EndpointTarget extends EmulatorTarget {

    private EndpointTarget(EmulatorState state) {
        super(state);
    }

    /**
     * @throws TargetException if no URL is given, or STS doesn't answer there
     */
    static EndpointTarget fromEnvironment(Map<String, String> env) {
        String url = env.getOrDefault("AWS_ENDPOINT_URL", "");
        if (!url.matches("https?://.+")) {
            throw new TargetException("TARGET=endpoint needs AWS_ENDPOINT_URL, such as http://127.0.0.1:4566"
                    + (url.isEmpty() ? "" : ", but it was \"" + url + "\"") + ".");
        }
        var asked = new EndpointTarget(state(env, url, "unknown"));
        try (StsClient sts = asked.client(StsClient.builder())) {
            return new EndpointTarget(state(env, url, sts.getCallerIdentity().account()));
        } catch (SdkException e) {
            throw new TargetException("STS doesn't answer at AWS_ENDPOINT_URL=" + url + ": " + e.getMessage(), e);
        }
    }

    private static EmulatorState state(Map<String, String> env, String url, String account) {
        var endpoint = URI.create(url);
        return new EmulatorState(
                "endpoint",
                "unknown",
                0,
                0,
                endpoint,
                env.getOrDefault("AWS_REGION", "ap-southeast-1"),
                account,
                env.getOrDefault("AWS_ACCESS_KEY_ID", "test"),
                env.getOrDefault("AWS_SECRET_ACCESS_KEY", "test"),
                endpoint,
                Path.of("unknown"));
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.CONTROL_PLANE);
    }

    @Override
    public URI loadBalancerUrl(String arn, URI url) {
        return url;
    }
}
