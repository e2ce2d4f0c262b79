package io.groundcheck.connections.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningService
class HeadersTest {

    private static final String GENERATED = "[0-9a-f-]{36}";

    private final Api api;

    HeadersTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/version", "/openapi.json", "/actuator/health/liveness", "/people/x", "/nope"})
    void every_answer_has_the_common_headers(String path) {
        api.send("GET", path, null)
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectHeader()
                .valueMatches("X-Request-Id", GENERATED);
    }

    @Test
    void takes_over_the_callers_request_id() {
        String id = "a.B_9-" + "x".repeat(58);

        api.send("GET", "/nope", null, "X-Request-Id", id)
                .expectHeader()
                .valueEquals("X-Request-Id", id)
                .expectBody()
                .jsonPath("$.request_id")
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "{\"x\":1}", "a/b", "é"})
    void replaces_a_request_id_of_another_form(String id) {
        api.send("GET", "/version", null, "X-Request-Id", id).expectHeader().valueMatches("X-Request-Id", GENERATED);
    }

    @Test
    void replaces_a_request_id_that_is_too_long() {
        api.send("GET", "/version", null, "X-Request-Id", "x".repeat(65))
                .expectHeader()
                .valueMatches("X-Request-Id", GENERATED);
    }

    @Test
    void gives_each_request_an_id_of_its_own() {
        String first = Api.headers(api.send("GET", "/version", null)).getFirst("X-Request-Id");
        String second = Api.headers(api.send("GET", "/version", null)).getFirst("X-Request-Id");

        assertThat(first).isNotEqualTo(second);
    }
}
