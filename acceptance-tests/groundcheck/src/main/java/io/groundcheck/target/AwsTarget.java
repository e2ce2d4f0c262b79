package io.groundcheck.target;

import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** AWS itself, in the one account that was named. */
final class AwsTarget implements Target {

    private static final String DEFAULT_REGION = "ap-southeast-1";

    private final Map<String, String> env;
    private final String account;

    private AwsTarget(Map<String, String> env, String account) {
        this.env = Map.copyOf(env);
        this.account = account;
    }

    /**
     * @throws TargetException if AWS_ACCOUNT_ID is missing or isn't the account of the credentials
     */
    static AwsTarget fromEnvironment(Map<String, String> env) {
        AwsTarget target = unverified(env);
        try (StsClient sts = target.client(StsClient.builder())) {
            return target.verifiedBy(sts);
        }
    }

    /** The account that is named, before anybody has asked whose the credentials are. */
    static AwsTarget unverified(Map<String, String> env) {
        String named = env.getOrDefault("AWS_ACCOUNT_ID", "");
        if (!named.matches("[0-9]{12}")) {
            throw new TargetException("TARGET=aws needs AWS_ACCOUNT_ID, the twelve digits of the account to use"
                    + (named.isEmpty() ? "" : ", but it was \"" + named + "\"") + ".");
        }
        return new AwsTarget(env, named);
    }

    /** This target, once STS has said that the credentials belong to its account. */
    AwsTarget verifiedBy(StsClient sts) {
        String found;
        try {
            found = sts.getCallerIdentity().account();
        } catch (SdkException e) {
            throw new TargetException(
                    "TARGET=aws, but STS doesn't say whose credentials these are: " + e.getMessage()
                            + " Set AWS_PROFILE, or log in.",
                    e);
        }
        if (!found.equals(account)) {
            throw new TargetException("AWS_ACCOUNT_ID is " + account + ", but the credentials belong to " + found
                    + ". Nothing was touched. Change AWS_PROFILE or AWS_ACCOUNT_ID.");
        }
        return this;
    }

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public String region() {
        String region = env.getOrDefault("AWS_REGION", env.getOrDefault("AWS_DEFAULT_REGION", ""));
        return region.isEmpty() ? DEFAULT_REGION : region;
    }

    @Override
    public String account() {
        return account;
    }

    /** All of them: declared, since asking would cost money. */
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Map<String, String> environment() {
        var own = new LinkedHashMap<String, String>();
        env.forEach((name, value) -> {
            if (name.startsWith("AWS_")) {
                own.put(name, value);
            }
        });
        own.put("AWS_REGION", region());
        return Map.copyOf(own);
    }

    @Override
    public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        builder.region(Region.of(region())).credentialsProvider(credentials());
        Clients.withProxyOfTheMachine(builder);
        return builder.build();
    }

    private AwsCredentialsProvider credentials() {
        String key = env.getOrDefault("AWS_ACCESS_KEY_ID", "");
        String secret = env.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        String token = env.getOrDefault("AWS_SESSION_TOKEN", "");
        if (!key.isEmpty() && !secret.isEmpty()) {
            return StaticCredentialsProvider.create(
                    token.isEmpty()
                            ? AwsBasicCredentials.create(key, secret)
                            : AwsSessionCredentials.create(key, secret, token));
        }
        String profile = env.getOrDefault("AWS_PROFILE", "");
        var chain = DefaultCredentialsProvider.builder();
        return profile.isEmpty() ? chain.build() : chain.profileName(profile).build();
    }

    @Override
    public URI loadBalancerUrl(String arn, URI url) {
        return url;
    }

    @Override
    public boolean isReal() {
        return true;
    }

    @Override
    public String toString() {
        return "aws account " + account + " in " + region();
    }
}
