package io.groundcheck.connections.store.dynamodb;

import java.time.Duration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** The client's settings: DynamoDB answers in milliseconds, so waiting long only hides that something is wrong. */
public final class DynamoDbClients {

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ATTEMPT = Duration.ofSeconds(1);
    private static final Duration CALL = Duration.ofSeconds(3);
    private static final int CONNECTIONS = 64;

    private DynamoDbClients() {}

    /** A builder; credentials and AWS_ENDPOINT_URL come from the environment, as the SDK finds them. */
    public static DynamoDbClientBuilder builder(Region region) {
        return DynamoDbClient.builder()
                .region(region)
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(CONNECTIONS)
                        .connectionTimeout(CONNECT)
                        .connectionAcquisitionTimeout(ATTEMPT)
                        .socketTimeout(ATTEMPT))
                .overrideConfiguration(config -> config.retryStrategy(RetryMode.STANDARD)
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL));
    }
}
