package io.groundcheck.release.watch;

import static io.groundcheck.release.fake.Samples.V1;
import static io.groundcheck.release.fake.Samples.V2;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.release.cutover.Canary;
import io.groundcheck.release.cutover.VersionProbe;
import io.groundcheck.release.fake.FakeAws;
import io.groundcheck.release.fake.FakeTicker;
import io.groundcheck.release.latency.Baseline;
import io.groundcheck.release.latency.LatencyMeter;
import io.groundcheck.release.latency.LatencyRule;
import io.groundcheck.release.latency.LatencyWatch;
import io.groundcheck.release.latency.Measured;
import io.groundcheck.release.latency.Sample;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Pending;
import io.groundcheck.release.record.SwitchAction;
import io.groundcheck.release.state.AlarmState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CanaryLooksTest {

    private static final VersionProbe.Answer OLD = new VersionProbe.Answer("a", "blue", V1.value(), "v1");
    private static final VersionProbe.Answer NEW = new VersionProbe.Answer("a", "green", V2.value(), "v2");
    private static final VersionProbe.Answer NEITHER = new VersionProbe.Answer("a", "", "", "status 500");

    private final FakeAws aws = new FakeAws();
    private final FakeTicker ticker = new FakeTicker();
    private final List<VersionProbe.Answer> answers = new ArrayList<>();
    private Optional<String> unready = Optional.empty();
    private int millis = 10;

    private final CanaryLooks looks = new CanaryLooks(
            () -> List.of(answers.isEmpty() ? OLD : answers.remove(0)),
            colour -> unready,
            (pending, measured) -> new LatencyWatch(
                    measured,
                    new LatencyMeter(
                            () -> List.of(new Sample("/version", Duration.ofMillis(millis), Duration.ZERO)), ticker),
                    LatencyRule.DEFAULT),
            aws.alarms(),
            ticker,
            WatchSettings.baking(Duration.ofMinutes(1)),
            line -> {});

    @Test
    void passes_when_the_step_is_over_whichever_of_the_two_answers_users() {
        answers.addAll(List.of(OLD, NEW, NEW, OLD));

        assertThat(watch(10)).isEqualTo(new Canary.Passed(10));
        assertThat(ticker.now()).isEqualTo(Duration.ofMinutes(1));
    }

    /** Half a minute of a step that is over says nothing about the next one. */
    @Test
    void each_part_has_a_step_of_its_own() {
        watch(10);

        assertThat(watch(50)).isEqualTo(new Canary.Passed(50));
        assertThat(ticker.now()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void answers_of_neither_version_are_a_breach() {
        answers.addAll(List.of(NEW, NEITHER, NEITHER, NEITHER));

        assertThat(watch(10)).isEqualTo(new Canary.Breached("at 10 %: 3 looks in a row failed: a: status 500"));
    }

    /** Users may not meet it yet; over the candidate's route everybody does. */
    @Test
    void a_canary_that_is_not_ready_is_a_breach() {
        unready = Optional.of("/actuator/health/readiness of green answers 503");

        assertThat(watch(10))
                .isEqualTo(new Canary.Breached(
                        "at 10 %: 3 looks in a row failed: /actuator/health/readiness of green answers 503"));
    }

    @Test
    void the_first_look_at_an_alarm_is_a_breach() {
        aws.alarms.add(new AlarmState("connections-5xx", "ALARM", ""));

        assertThat(watch(10)).isEqualTo(new Canary.Breached("at 10 %: in alarm: connections-5xx"));
        assertThat(ticker.now()).isEqualTo(Duration.ZERO);
    }

    @Test
    void slower_than_the_version_before_is_a_breach() {
        millis = 200;

        assertThat(watch(10))
                .isInstanceOfSatisfying(
                        Canary.Breached.class,
                        breach -> assertThat(breach.reason())
                                .startsWith("at 10 %: answers are slower than before the switch"));
    }

    private Canary watch(int percent) {
        var pending = new Pending(
                SwitchAction.CUTOVER, Optional.of(Colour.BLUE), Colour.GREEN, V2, "stage-v2", Optional.of(percent));
        var baseline = new Baseline(Colour.BLUE, V1, List.of(new Measured("/version", 25, 10, 20)));
        Canary seen = new Canary.Watching();
        for (int i = 0; i < 100 && seen instanceof Canary.Watching; i++) {
            seen = looks.look(pending, V1, Optional.of(baseline));
        }
        return seen;
    }
}
