package io.groundcheck.target;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The parts of an SDK client that all targets set alike. What the caller has set on the builder stays. */
final class Clients {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(20);
    private static final Duration ATTEMPT = Duration.ofSeconds(30);
    private static final Duration CALL = Duration.ofSeconds(90);

    private Clients() {}

    /** Time-outs and an HTTP client that takes the proxy of the machine, if it has one. */
    static void withProxyOfTheMachine(AwsClientBuilder<?, ?> builder) {
        configure(builder, UrlConnectionHttpClient.builder());
    }

    /** Time-outs and an HTTP client that goes straight to an emulator on this machine. */
    static void withoutProxy(AwsClientBuilder<?, ?> builder) {
        configure(
                builder,
                UrlConnectionHttpClient.builder()
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .useEnvironmentVariablesValues(false)
                                .useSystemPropertyValues(false)
                                .build()));
    }

    private static void configure(AwsClientBuilder<?, ?> builder, UrlConnectionHttpClient.Builder http) {
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
