package io.groundcheck.target;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;

/**
 * The parts of an SDK client that all targets set alike. What the caller has set on the builder stays.
 *
 * <p>Apache's HTTP client, because it waits for {@code 100 Continue}, or for the answer, before it sends the body of a
 * write. A server may refuse a conditional write by its head alone and hang up; java.net.HttpURLConnection sends the body
 * all the same, and the 412 is lost in "Error writing request body to server".
 */
final class Clients {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(20);
    private static final Duration ATTEMPT = Duration.ofSeconds(30);
    private static final Duration CALL = Duration.ofSeconds(90);

    private Clients() {}

    /** Time-outs and an HTTP client that takes the proxy of the machine, if it has one. */
    static void withProxyOfTheMachine(AwsClientBuilder<?, ?> builder) {
        configure(builder, ApacheHttpClient.builder());
    }

    /**
     * Time-outs and an HTTP client that goes straight to an emulator on this machine, with a connection for each call:
     * fakecloud hangs up, without saying so, after a write that it refused by its head, and a pool would hand those dead
     * connections to the next calls.
     */
    static void withoutProxy(AwsClientBuilder<?, ?> builder) {
        builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .putHeader("Connection", "close")
                .build());
        configure(
                builder,
                ApacheHttpClient.builder()
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .useEnvironmentVariableValues(false)
                                .useSystemPropertyValues(false)
                                .build()));
    }

    private static void configure(AwsClientBuilder<?, ?> builder, ApacheHttpClient.Builder http) {
        if (builder instanceof SdkSyncClientBuilder<?, ?> sync) {
            sync.httpClientBuilder(http.connectionTimeout(CONNECT).socketTimeout(READ));
        }
        ClientOverrideConfiguration callers = builder.overrideConfiguration();
        ClientOverrideConfiguration.Builder merged = callers.toBuilder();
        if (callers.apiCallAttemptTimeout().isEmpty()) {
            merged.apiCallAttemptTimeout(ATTEMPT);
        }
        if (callers.apiCallTimeout().isEmpty()) {
            merged.apiCallTimeout(CALL);
        }
        builder.overrideConfiguration(merged.build());
    }
}
