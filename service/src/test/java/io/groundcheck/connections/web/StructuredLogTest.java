package io.groundcheck.connections.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RunningService
@ExtendWith(OutputCaptureExtension.class)
class StructuredLogTest {

    private final Api api;

    StructuredLogTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @Test
    void a_request_is_one_line_of_json_with_its_id(CapturedOutput output) {
        api.send("GET", "/people/x?secret=1", null, "X-Request-Id", "log-test-1");

        await().until(() -> !lines(output, "log-test-1").isEmpty());
        assertThat(lines(output, "log-test-1")).singleElement().satisfies(line -> {
            assertThat(line.path("message").asString()).isEqualTo("GET /people/x 404");
            assertThat(line.path("request_id").asString()).isEqualTo("log-test-1");
            assertThat(line.at("/http/response/status_code").asInt()).isEqualTo(404);
            assertThat(line.at("/http/request/method").asString()).isEqualTo("GET");
            assertThat(line.at("/url/path").asString()).isEqualTo("/people/x");
            assertThat(line.at("/event/duration").asLong()).isPositive();
        });
    }

    @Test
    void health_checks_are_not_logged(CapturedOutput output) {
        api.send("GET", "/actuator/health/liveness", null, "X-Request-Id", "log-test-2");
        api.send("GET", "/version", null, "X-Request-Id", "log-test-3");

        await().until(() -> !lines(output, "log-test-3").isEmpty());
        assertThat(lines(output, "log-test-2")).isEmpty();
    }

    private static List<JsonNode> lines(CapturedOutput output, String requestId) {
        return output.getOut()
                .lines()
                .filter(line -> line.contains(requestId))
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
