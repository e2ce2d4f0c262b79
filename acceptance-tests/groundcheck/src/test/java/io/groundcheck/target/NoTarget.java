package io.groundcheck.target;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;

/** For modules that need no AWS at all. */
public final class NoTarget implements Target {

    @Override
    public String name() {
        return "nowhere";
    }

    @Override
    public String region() {
        return "nowhere-1";
    }

    @Override
    public String account() {
        return "000000000000";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        throw new UnsupportedOperationException("there is no AWS here");
    }

    @Override
    public URI loadBalancerUrl(String arn, URI url) {
        throw new UnsupportedOperationException("there is no AWS here");
    }
}
