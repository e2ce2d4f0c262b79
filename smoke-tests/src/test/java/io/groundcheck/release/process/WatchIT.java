package io.groundcheck.release.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundcheck.emulator.SharedEmulators;
import io.groundcheck.release.journal.Journal;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.latency.Baseline;
import io.groundcheck.release.lease.Leases;
import io.groundcheck.release.record.Colour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The time after a cutover, with the real command line: what users of v1 are answered, and how fast. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchIT {

    private static final List<String> TO_BLUE = List.of("cutover", "--digest", Lane.BLUE.value());

    private @Nullable Lane lane;

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    void build() throws IOException {
        lane = new Lane(new SharedEmulators(System.getenv()), "watch", folder).healthy();
    }

    @AfterAll
    void end() {
        lane().close();
    }

    @Test
    void a_version_as_fast_as_before_is_watched_to_the_end() throws Exception {
        lane().v1IsReady();
        assertThat(lane().release(Map.of(), TO_BLUE).exitCode()).isZero();

        var watch = lane().release(Map.of(), List.of("watch", "--bake", "3s", "--latency-floor", "1s"));

        assertThat(watch.exitCode()).as(watch.text()).isZero();
        assertThat(watch.text())
                .contains("latency: compared with /version p50 ")
                .contains(", answered by " + Lane.GREEN.brief() + " on green; allowed: × 2.0 + 1000 ms")
                .contains("latency at the end: /version p50 ");
        assertThat(watch.lastLine()).isEqualTo("watched for 3 s: all was well");
        assertThat(lane().traffic().isTo(Colour.BLUE)).isTrue();
    }

    /** The watch that began is killed; the one that is started after it, on any machine, has the same baseline. */
    @Test
    void a_version_slower_than_the_one_before_is_rolled_back_also_by_a_watch_that_was_started_anew() throws Exception {
        lane().v1IsReady();
        var cutover = lane().release(Map.of(), TO_BLUE);
        assertThat(cutover.text()).contains("latency before the switch: /version p50 ");
        assertThat(baseline()).as("in the cutover's journal").isPresent();
        var killed = lane().start(Map.of(), List.of("watch", "--bake", "10m"));
        await("the watch is on record")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !lane().versions(Leases.WATCH_KEY).isEmpty());
        killed.destroyForcibly().waitFor();

        lane().slowV1(Duration.ofMillis(400));
        try {
            var watch = lane().release(Map.of(), List.of("watch", "--bake", "1m"));

            assertThat(watch.exitCode()).as(watch.text()).isEqualTo(5);
            assertThat(watch.text())
                    .contains("latency: compared with " + baseline().orElseThrow())
                    .containsPattern("rolling back: answers are slower than before the switch, in 3 windows in a row:"
                            + " GET /version p50 [3-9][0-9]{2}\\.[0-9] ms");
        } finally {
            lane().slowV1(Duration.ZERO);
        }
        assertThat(lane().traffic().isTo(Colour.GREEN)).isTrue();
        assertThat(lane().unsettled()).isEmpty();
        assertThat(lane().release(Map.of(), List.of("status")).text())
                .contains("why     watch: answers are slower than before the switch");
        lane().release(Map.of(), List.of("report", "--colour", "blue", "--no-keep"));
        assertThat(Files.readString(lane().folder().resolve("out/report.html")))
                .contains("Why: watch: answers are slower than before the switch")
                .contains("Latency before the switch: /version p50 ");
    }

    private Optional<Baseline> baseline() {
        return lane().versions("journal/").stream()
                .map(each -> Json.read("journal", each, Journal.class))
                .flatMap(journal -> journal.baseline().stream())
                .findFirst();
    }

    private Lane lane() {
        return Objects.requireNonNull(lane);
    }
}
