package io.groundcheck.connections.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.connections.web.Api;
import io.groundcheck.connections.web.RunningService;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class VersionTest {

    @Nested
    @RunningService
    class Running {

        private final Api api;

        Running(@LocalServerPort int port) {
            api = new Api(port);
        }

        @Test
        void says_so_if_nobody_said_what_it_is() {
            api.send("GET", "/version", null)
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .isEqualTo("{\"version\":\"dev\",\"commit\":\"unknown\",\"digest\":null,\"colour\":null}");
        }

        @Test
        void greets_at_the_root() {
            api.send("GET", "/", null)
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .isEqualTo("{\"service\":\"connections\",\"message\":\"Hello from connections\"}");
        }
    }

    @Test
    void reports_what_the_environment_says() {
        assertThat(versionWith(Map.of(
                        "SERVICE_VERSION", "v1.2.3",
                        "SERVICE_COMMIT", "abc",
                        "SERVICE_DIGEST", "sha256:def",
                        "SERVICE_COLOUR", "blue")))
                .isEqualTo(new VersionController.Version("v1.2.3", "abc", "sha256:def", "blue"));
    }

    @Test
    void an_empty_variable_is_none() {
        assertThat(versionWith(Map.of("SERVICE_DIGEST", "", "SERVICE_COLOUR", " ")))
                .isEqualTo(new VersionController.Version("dev", "unknown", null, null));
    }

    private static VersionController.Version versionWith(Map<String, Object> variables) {
        AtomicReference<VersionController.Version> version = new AtomicReference<>();
        new ApplicationContextRunner()
                .withBean(VersionController.class)
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)))
                .run(context ->
                        version.set(context.getBean(VersionController.class).version()));
        return Objects.requireNonNull(version.get());
    }
}
