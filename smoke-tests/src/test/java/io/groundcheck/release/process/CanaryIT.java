package io.groundcheck.release.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundcheck.emulator.SharedEmulators;
import io.groundcheck.http.HttpProbe;
import io.groundcheck.http.Request;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.state.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A part of traffic first, with the real command line and the emulator's load balancer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryIT {

    private static final int BUSY = 4;
    private static final int TAKEN_BACK = 5;

    private @Nullable Lane lane;

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    void build() throws IOException {
        lane = new Lane(new SharedEmulators(System.getenv()), "canary", folder).healthy();
    }

    @AfterAll
    void end() {
        lane().close();
    }

    /** The rule really splits, {@code status} shows it, and who rolls back needn't wait for the step's end. */
    @Test
    void a_part_of_requests_goes_to_the_canary_until_somebody_rolls_back() throws Exception {
        lane().v1IsReady();
        var canary = lane().start(Map.of(), cutover("--canary", "10,50", "--step", "10m"));
        try {
            await("a tenth goes to blue")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> lane().traffic().equals(new Traffic.Split(Colour.BLUE, 10)));

            assertThat(answersOfBlue(300)).as("of 300 requests").isBetween(20, 40);
            assertThat(lane().release(Map.of(), List.of("status")).text())
                    .contains("live    10 % to blue, 90 % to green")
                    .contains("blue    [##------------------]  10 %")
                    .contains("release cutover --digest " + Lane.BLUE
                            + " --step 5m (goes on with the canary), or release" + " rollback (undoes it)");
            assertThat(lane().release(Map.of(), List.of("stage", "--tag", "v3", "--digest", "sha256:" + "3".repeat(64)))
                            .lastLine())
                    .isEqualTo("gate: pending-other");

            var rollback = lane().release(Map.of(), List.of("rollback"));

            assertThat(rollback.exitCode()).as(rollback.text()).isZero();
            assertThat(lane().traffic().isTo(Colour.GREEN)).isTrue();
            assertThat(answersOfBlue(50)).isZero();
            var text = new String(canary.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(canary.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(canary.exitValue()).as(text).isEqualTo(BUSY);
            assertThat(text).contains("somebody else took the lease over");
            assertThat(lane().unsettled()).isEmpty();
        } finally {
            canary.destroyForcibly();
        }
    }

    @Test
    void a_canary_slower_than_the_version_before_is_taken_back() throws Exception {
        lane().v1IsReady();
        lane().slowV1(Duration.ofMillis(400));
        try {
            var canary = lane().release(Map.of(), cutover("--canary", "10", "--step", "1m"));

            assertThat(canary.exitCode()).as(canary.text()).isEqualTo(TAKEN_BACK);
            assertThat(canary.lastLine())
                    .startsWith(
                            "release: the canary on blue was taken back, all traffic goes where it went before: at 10"
                                    + " %: answers are slower than before the switch, in 3 windows in a row: GET /version p50 ");
        } finally {
            lane().slowV1(Duration.ZERO);
        }
        assertThat(lane().traffic().isTo(Colour.GREEN)).isTrue();
        assertThat(lane().record().live()).contains(Colour.GREEN);
        assertThat(lane().unsettled()).isEmpty();
        assertThat(lane().release(Map.of(), List.of("status")).text())
                .contains("why     the canary on blue was taken back")
                .doesNotContain("PROBLEM");
    }

    private static List<String> cutover(String... more) {
        var all = new java.util.ArrayList<>(List.of("cutover", "--digest", Lane.BLUE.value()));
        all.addAll(List.of(more));
        return all;
    }

    private int answersOfBlue(int requests) throws IOException {
        var url = lane().account().url();
        var address = HttpProbe.addresses(url).get(0);
        int blue = 0;
        for (int i = 0; i < requests; i++) {
            var answer = HttpProbe.once(url, address, Request.get("/version"), Duration.ofSeconds(5));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().keySet()).noneMatch(header -> header.equalsIgnoreCase("set-cookie"));
            blue += answer.body().contains("\"blue\"") ? 1 : 0;
        }
        return blue;
    }

    private Lane lane() {
        return Objects.requireNonNull(lane);
    }
}
