package io.groundcheck.target;

import io.groundcheck.http.HttpProbe;
import io.groundcheck.http.Request;
import io.groundcheck.http.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;

/** What every emulator has in common: an endpoint, fixed credentials, no proxy in between. */
abstract class EmulatorTarget implements Target {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final EmulatorState state;

    EmulatorTarget(EmulatorState state) {
        this.state = state;
    }

    final EmulatorState state() {
        return state;
    }

    @Override
    public final String name() {
        return state.target();
    }

    @Override
    public final String region() {
        return state.region();
    }

    @Override
    public final String account() {
        return state.account();
    }

    @Override
    public Map<String, String> environment() {
        var env = new LinkedHashMap<String, String>();
        env.put("AWS_ENDPOINT_URL", state.endpoint().toString());
        env.put("AWS_REGION", state.region());
        env.put("AWS_DEFAULT_REGION", state.region());
        env.put("AWS_ACCESS_KEY_ID", state.accessKey());
        env.put("AWS_SECRET_ACCESS_KEY", state.secretKey());
        env.put("AWS_EC2_METADATA_DISABLED", "true");
        // A profile or a role of the user's must not reach an emulator's test, nor the other way round.
        env.put("AWS_CONFIG_FILE", "/dev/null");
        env.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        return Map.copyOf(env);
    }

    @Override
    public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        builder.endpointOverride(state.endpoint())
                .region(Region.of(state.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(state.accessKey(), state.secretKey())));
        if (builder instanceof S3BaseClientBuilder<?, ?> s3) {
            // bucket.127.0.0.1 is no host name
            s3.forcePathStyle(true);
        }
        Clients.withoutProxy(builder);
        return builder.build();
    }

    /**
     * Asks the emulator itself.
     *
     * @throws TargetException if it doesn't answer with 200
     */
    final String ask(String path) {
        URI endpoint = state.endpoint();
        try {
            Response response =
                    HttpProbe.once(endpoint, HttpProbe.addresses(endpoint).get(0), Request.get(path), TIMEOUT);
            if (response.status() == 200) {
                return response.body();
            }
            throw new TargetException(state + " answered " + path + " with status " + response.status()
                    + ". Its log is " + state.log() + ".");
        } catch (IOException e) {
            throw new TargetException(
                    state + " doesn't answer: " + e.getMessage() + ". Its log is " + state.log()
                            + "; start it again with `make emulator-down emulator-up`.",
                    e);
        }
    }

    @Override
    public final String toString() {
        return state.toString();
    }
}
