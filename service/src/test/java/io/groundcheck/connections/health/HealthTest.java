package io.groundcheck.connections.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.connections.store.Store;
import io.groundcheck.connections.store.dynamodb.DynamoDbClients;
import io.groundcheck.connections.store.dynamodb.DynamoDbStore;
import io.groundcheck.connections.web.Api;
import io.groundcheck.connections.web.RunningService;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class HealthTest {

    @Nested
    @RunningService
    class With_its_store {

        @Test
        void is_alive_and_ready(@LocalServerPort int port) {
            Api api = new Api(port);
            api.send("GET", "/actuator/health/liveness", null).expectStatus().isOk();
            api.send("GET", "/actuator/health/readiness", null)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.components.store.status")
                    .isEqualTo("UP");
        }
    }

    @Nested
    @RunningService
    @Import(Unreachable.class)
    class Without_its_store {

        private final Api api;

        Without_its_store(@LocalServerPort int port) {
            api = new Api(port);
        }

        @Test
        void is_alive_but_not_ready() {
            api.send("GET", "/actuator/health/liveness", null)
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .value(body -> assertThat(body).doesNotContain("store"));
            api.send("GET", "/actuator/health/readiness", null)
                    .expectStatus()
                    .isEqualTo(503)
                    .expectBody()
                    .jsonPath("$.components.store.status")
                    .isEqualTo("DOWN");
        }

        @Test
        void refuses_with_a_problem_that_names_no_internals() {
            api.createPerson("Ann")
                    .expectStatus()
                    .isEqualTo(503)
                    .expectHeader()
                    .valueEquals("Retry-After", "1")
                    .expectBody()
                    .jsonPath("$.type")
                    .isEqualTo("urn:problem-type:connections:store-unavailable")
                    .jsonPath("$.detail")
                    .isEqualTo("The store doesn't answer as it should: try again in a moment");
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Unreachable {

        /** Port 1 is where nothing listens. */
        @Bean
        @Primary
        Store unreachable() {
            return new DynamoDbStore(
                    DynamoDbClients.builder(Region.AP_SOUTHEAST_1)
                            .endpointOverride(URI.create("http://127.0.0.1:1"))
                            .credentialsProvider(
                                    StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                            .build(),
                    "connections",
                    Duration.ofHours(1),
                    Clock.systemUTC());
        }
    }
}
