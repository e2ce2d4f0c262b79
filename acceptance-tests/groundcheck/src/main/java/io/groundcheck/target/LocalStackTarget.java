package io.groundcheck.target;

import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.StsClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** LocalStack, in a container that this JVM starts and shares between its tests. */
final class LocalStackTarget extends EmulatorTarget {

    /** "The API for service ecs is either not included in your current license plan or has not yet been emulated". */
    private static final int NOT_INCLUDED = 501;

    private static @Nullable LocalStackServer shared;

    private final Set<Capability> capabilities;

    private LocalStackTarget(EmulatorState state, Set<Capability> capabilities) {
        super(state);
        this.capabilities = capabilities;
    }

    /**
     * The LocalStack of this JVM, started where it isn't yet. It serves every region; the target is one of them.
     *
     * @param env the environment
     * @throws TargetException if Testcontainers, a container engine or an image is missing, or LocalStack doesn't get
     *     ready
     */
    static LocalStackTarget start(Map<String, String> env) {
        EmulatorState state = server(env).state(env.getOrDefault("AWS_REGION", "ap-southeast-1"));
        var asked = new LocalStackTarget(state, Set.of());
        return new LocalStackTarget(
                new EmulatorState(
                        state.target(),
                        asked.version(),
                        state.pid(),
                        state.startTime(),
                        state.endpoint(),
                        state.region(),
                        asked.accountOfCaller(),
                        state.accessKey(),
                        state.secretKey(),
                        state.containerEndpoint(),
                        state.log()),
                asked.askCapabilities());
    }

    private static synchronized LocalStackServer server(Map<String, String> env) {
        LocalStackServer server = shared;
        if (server == null) {
            try {
                server = LocalStackServer.start(env);
            } catch (NoClassDefFoundError e) {
                throw new TargetException(
                        "TARGET=localstack needs Testcontainers, and " + e.getMessage() + " is missing. Add"
                                + " org.testcontainers:testcontainers-localstack to the test's dependencies.",
                        e);
            }
            shared = server;
        }
        return server;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public URI loadBalancerUrl(String arn, URI url) {
        throw new TargetException("where LocalStack serves the load balancer " + arn
                + " isn't known: the community code has none, and the full image's was never tried here."
                + " Use TARGET=fakecloud, or state that the test needs TRAFFIC.");
    }

    private String version() {
        String health = ask("/_localstack/health");
        try {
            return JsonMapper.shared().readTree(health).path("version").asString("unknown");
        } catch (JacksonException e) {
            throw new TargetException(state().endpoint() + "/_localstack/health: expected JSON, but was " + health, e);
        }
    }

    private String accountOfCaller() {
        try (StsClient sts = client(StsClient.builder())) {
            return sts.getCallerIdentity().account();
        } catch (SdkException e) {
            throw new TargetException("STS doesn't answer at " + state().endpoint() + ": " + e.getMessage(), e);
        }
    }

    /** Its health names services that no plan includes, so each is asked something that changes nothing. */
    private Set<Capability> askCapabilities() {
        var can = EnumSet.of(Capability.CONTROL_PLANE);
        if (serves(EcsClient.builder(), EcsClient::listClusters)) {
            can.add(Capability.CONTAINERS);
        }
        if (serves(EcrClient.builder(), EcrClient::describeRepositories)) {
            can.add(Capability.REGISTRY);
        }
        if (refusesForgedIdentity()) {
            can.add(Capability.IDENTITY);
        }
        return Set.copyOf(can);
    }

    private <B extends AwsClientBuilder<B, C>, C extends SdkClient> boolean serves(B builder, Consumer<C> question) {
        try (C client = client(builder)) {
            question.accept(client);
            return true;
        } catch (AwsServiceException e) {
            if (e.statusCode() == NOT_INCLUDED) {
                return false;
            }
            throw new TargetException(state() + " answered with an error: " + e.getMessage(), e);
        }
    }

    /** Whether anything stands between a caller and a role: no such role, no such provider, and this is no token. */
    private boolean refusesForgedIdentity() {
        try (StsClient sts = client(StsClient.builder())) {
            sts.assumeRoleWithWebIdentity(request -> request.roleArn("arn:aws:iam::000000000000:role/nobody")
                    .roleSessionName("groundcheck")
                    .webIdentityToken("forged"));
            return false;
        } catch (AwsServiceException e) {
            return e.statusCode() < 500;
        }
    }
}
