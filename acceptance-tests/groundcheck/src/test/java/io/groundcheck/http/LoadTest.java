package io.groundcheck.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void c10_counts_each_dropped_request_once_and_sends_none_again() throws Exception {
        try (var server = ScriptedServer.start(n -> n % 50 == 0 ? ScriptedServer.DROP : ScriptedServer.OK);
                var running = Load.on(server.url()).connections(4).start()) {
            await().until(() -> server.requests() >= 1000);
            LoadResult result = running.stop();

            int dropped = server.requests() / 50;
            assertThat(result.total())
                    .as("requests sent, against requests received")
                    .isEqualTo(server.requests());
            assertThat(result.failures()).hasSize(dropped);
            assertThat(result.failures())
                    .allSatisfy(sample -> assertThat(sample.failure())
                            .contains("the server closed the connection before the status line"));
            assertThat(result.answers()).containsExactly(java.util.Map.entry("200", (long) result.total() - dropped));
        }
    }

    @Test
    void keeps_its_connections_while_the_server_does() throws Exception {
        try (var server = ScriptedServer.start(n -> ScriptedServer.OK);
                var running = Load.on(server.url()).connections(3).start()) {
            await().until(() -> server.requests() >= 300);
            LoadResult result = running.stop();
            assertThat(result.failures()).isEmpty();
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void opens_fresh_connections_when_asked_to() throws Exception {
        try (var server = ScriptedServer.start(n -> ScriptedServer.OK);
                var running = Load.on(server.url())
                        .connections(1)
                        .requestsPerConnection(10)
                        .start()) {
            await().until(() -> server.requests() >= 100);
            LoadResult result = running.stop();
            assertThat(result.samples().stream().filter(Sample::fresh).count())
                    .isEqualTo(server.connections())
                    .isEqualTo((result.total() + 9) / 10);
        }
    }

    /** The server answers at once: it has the whole request only after the pause. */
    @Test
    void rests_in_the_middle_of_a_body() throws Exception {
        Duration pause = Duration.ofMillis(300);
        try (var server = ScriptedServer.start(n -> ScriptedServer.OK);
                var running = Load.on(server.url())
                        .connections(1)
                        .request(Request.postJson("/", "{\"name\": \"x\"}"))
                        .pausingInBody(pause)
                        .start()) {
            await().until(() -> server.requests() >= 2);
            LoadResult result = running.stop();

            assertThat(result.failures()).isEmpty();
            assertThat(result.samples())
                    .allSatisfy(sample -> assertThat(sample.took()).isGreaterThanOrEqualTo(pause));
        }
    }

    @Test
    void c10_tells_who_answered_what_was_sent_before_and_after_a_moment() throws Exception {
        var version = new AtomicReference<>("v1");
        try (var server = ScriptedServer.start(n -> "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + version.get());
                var running = Load.on(server.url())
                        .connections(2)
                        .attributedBy(Response::body)
                        .start()) {
            await().until(() -> server.requests() >= 100);
            long asked = System.nanoTime();
            version.set("v2");
            long done = System.nanoTime();
            await().until(() -> server.requests() >= 300);
            LoadResult result = running.stop();

            assertThat(result.answers().keySet()).containsExactly("v1", "v2");
            assertThat(result.answeredAndSentAfter("v1", done)).isEmpty();
            assertThat(result.answeredAndSentBefore("v1", asked)).hasSizeGreaterThan(90);
            // the new version answers a request that was on its way: that is what the query must show
            assertThat(result.answeredAndSentBefore("v2", asked)).hasSizeLessThanOrEqualTo(2);
            assertThat(result.sentWithin(Duration.ofMinutes(1), asked)).hasSize(result.total());
            assertThat(result.sentWithin(Duration.ZERO, asked - 1_000_000_000_000L))
                    .isEmpty();
            assertThat(result.sentBetween(asked, Long.MAX_VALUE)).allMatch(sample -> sample.sentNanos() - asked >= 0);
        }
    }

    @Test
    void counts_a_status_and_an_answer_that_cannot_be_read_as_failures() throws Exception {
        try (var server = ScriptedServer.start(
                        n -> n == 1 ? "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n" : ScriptedServer.OK);
                var running = Load.on(server.url())
                        .connections(1)
                        .attributedBy(response -> {
                            if (response.status() == 200) {
                                throw new IllegalStateException("no version in it");
                            }
                            return "nobody";
                        })
                        .start()) {
            await().until(() -> server.requests() >= 3);
            List<Sample> failures = running.stop().failures();
            assertThat(failures.get(0).failure()).contains("status 502");
            assertThat(failures.get(1).failure()).contains("the answer could not be read: no version in it");
        }
    }

    @Test
    void does_not_take_its_own_end_for_a_failure() throws Exception {
        try (var server = ScriptedServer.start(n -> {
                    pause(200);
                    return ScriptedServer.OK;
                });
                var running = Load.on(server.url()).connections(4).start()) {
            await().until(() -> server.requests() == 4);
            LoadResult result = running.stop();
            assertThat(result.total()).isEqualTo(4);
            assertThat(result.failures()).isEmpty();
        }
    }

    @Test
    void counts_a_request_that_has_no_answer_when_its_time_is_up() throws Exception {
        try (var server = ScriptedServer.start(n -> "");
                var running = Load.on(server.url())
                        .connections(1)
                        .timeout(Duration.ofMillis(200))
                        .start()) {
            await().until(() -> server.requests() == 1);
            assertThat(running.stop().failures())
                    .isNotEmpty()
                    .allMatch(sample -> sample.failure().equals(java.util.Optional.of("Read timed out")));
        }
    }

    @Test
    void writes_every_request_for_a_chart() throws Exception {
        try (var server = ScriptedServer.start(n -> n == 2 ? ScriptedServer.DROP : ScriptedServer.OK);
                var running = Load.on(server.url())
                        .connections(1)
                        .attributedBy(response -> "a \"quoted\", name")
                        .start()) {
            await().until(() -> server.requests() >= 3);
            LoadResult result = running.stop();
            List<String> lines = result.toCsv().lines().toList();
            assertThat(lines.get(0)).isEqualTo("sent_us,took_us,connection,fresh,status,answered_by,failure");
            assertThat(lines.get(1)).matches("[0-9]+,[0-9]+,0,true,200,\"a \"\"quoted\"\", name\",");
            assertThat(lines.get(2)).matches("[0-9]+,[0-9]+,0,false,0,,the server closed .*");
            assertThat(lines).hasSize(result.total() + 1);
            var json = tools.jackson.databind.json.JsonMapper.shared().readTree(result.toJson());
            assertThat(json.path("total").asInt()).isEqualTo(result.total());
            assertThat(json.path("failed").asInt()).isEqualTo(1);
            assertThat(json.path("samples").path(0).path(4).asString()).isEqualTo("a \"quoted\", name");
            assertThat(json.path("samples").path(1).path(4).isNull()).isTrue();
        }
    }

    @Test
    void should_fail_if_there_is_no_latency_to_tell() {
        var nothing = new LoadResult(java.time.Instant.EPOCH, 0, List.of());
        assertThatThrownBy(() -> nothing.latency(0.5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no request succeeded, so there is no latency");
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
