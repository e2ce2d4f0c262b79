package io.groundcheck.release.latency;

import static io.groundcheck.release.fake.Samples.V1;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.release.fake.FakeTicker;
import io.groundcheck.release.record.Colour;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveBaselineTest {

    private final FakeTicker ticker = new FakeTicker();
    private final List<String> said = new ArrayList<>();
    private int asked;

    @Test
    void asks_a_bounded_number_of_times_and_leaves_out_what_its_own_start_costs() {
        var baseline = measure(() -> answer(asked < 3 ? 500 : 10));

        assertThat(baseline).contains(new Baseline(Colour.BLUE, V1, List.of(new Measured("/version", 25, 10, 10))));
        assertThat(asked).isEqualTo(28);
        assertThat(said)
                .containsExactly(
                        "latency before the switch: /version p50 10.0 ms, p95 10.0 ms over 25 requests, answered"
                                + " by sha256:111111111111 on blue");
    }

    @Test
    void takes_two_seconds_at_most_and_an_answer() {
        assertThat(measure(() -> answer(150))).isPresent();

        assertThat(ticker.now()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2600));
    }

    @Test
    void too_few_answers_are_no_baseline_and_stop_nobody() {
        assertThat(measure(() -> answer(900))).isEmpty();

        assertThat(said)
                .containsExactly(
                        "no latency baseline: blue gave fewer than 5 answers in 2 s; a watch won't compare latency");
    }

    @Test
    void nobody_who_answers_is_no_baseline_and_stops_nobody() {
        assertThat(measure(() -> {
                    throw new IOException("connection refused");
                }))
                .isEmpty();

        assertThat(said)
                .containsExactly(
                        "no latency baseline: blue doesn't answer (connection refused); a watch won't compare latency");
    }

    private java.util.Optional<Baseline> measure(LatencyProbe probe) {
        return new LiveBaseline(new LatencyMeter(probe, ticker), said::add).measure(Colour.BLUE, V1);
    }

    private List<Sample> answer(int millis) {
        asked++;
        ticker.pass(Duration.ofMillis(millis));
        return List.of(new Sample("/version", Duration.ofMillis(millis), Duration.ZERO));
    }
}
