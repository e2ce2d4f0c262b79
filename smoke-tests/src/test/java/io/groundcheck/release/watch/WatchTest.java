package io.groundcheck.release.watch;

import static io.groundcheck.release.fake.Samples.V1;
import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.v2Staged;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.release.cutover.VersionProbe;
import io.groundcheck.release.fake.FakeAws;
import io.groundcheck.release.fake.FakeTicker;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.latency.Baseline;
import io.groundcheck.release.latency.LatencyMeter;
import io.groundcheck.release.latency.LatencyRule;
import io.groundcheck.release.latency.LatencyWatch;
import io.groundcheck.release.latency.Measured;
import io.groundcheck.release.latency.Sample;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Last;
import io.groundcheck.release.record.Nonces;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.record.SwitchAction;
import io.groundcheck.release.state.AlarmState;
import io.groundcheck.release.state.Traffic;
import io.groundcheck.release.store.CompareAndSwap;
import io.groundcheck.release.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final VersionProbe.Answer RIGHT = new VersionProbe.Answer("a", "green", V2.value(), "v2");
    private static final VersionProbe.Answer WRONG = new VersionProbe.Answer("a", "", "", "status 500");

    private final FakeAws aws = new FakeAws();
    private final FakeTicker ticker = new FakeTicker();
    private final List<VersionProbe.Answer> answers = new ArrayList<>();
    private boolean takenOver;
    private LatencyWatch latency =
            new LatencyWatch(Optional.empty(), new LatencyMeter(List::of, Ticker.system()), LatencyRule.DEFAULT);
    private final List<Optional<String>> unready = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    @BeforeEach
    void v2IsLive() {
        var last = new Last(SwitchAction.CUTOVER, 3, Colour.GREEN, V2, "tester", Instant.EPOCH);
        aws.bucket.put(RecordStore.KEY, Json.write(v2Staged().finish(last)));
        aws.traffic = new Traffic.To(Colour.GREEN);
    }

    @Test
    void ends_at_the_bake_time() {
        assertThat(watch()).isEqualTo(new WatchStep.Baked());
        assertThat(ticker.now()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void the_third_wrong_answer_in_a_row_is_a_breach() {
        answers.addAll(List.of(RIGHT, WRONG, WRONG, RIGHT, WRONG, WRONG, WRONG));

        assertThat(watch()).isEqualTo(new WatchStep.Breach("3 looks in a row failed: a: status 500"));
        assertThat(ticker.now()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_version_that_is_not_ready_is_a_breach() {
        unready.addAll(List.of(Optional.of("answers 503"), Optional.of("answers 503"), Optional.of("answers 503")));

        assertThat(watch()).isEqualTo(new WatchStep.Breach("3 looks in a row failed: answers 503"));
    }

    @Test
    void an_alarm_is_a_breach() {
        aws.alarms.add(new AlarmState("connections-5xx", "ALARM", "3 datapoints"));

        assertThat(watch()).isEqualTo(new WatchStep.Breach("in alarm: connections-5xx (3 datapoints)"));
    }

    @Test
    void an_alarm_without_data_is_none() {
        aws.alarms.add(new AlarmState("connections-5xx", "INSUFFICIENT_DATA", ""));

        assertThat(watch()).isEqualTo(new WatchStep.Baked());
    }

    @Test
    void answers_that_stay_slower_than_before_are_a_breach() {
        latency = comparing(200);

        assertThat(watch())
                .isInstanceOfSatisfying(
                        WatchStep.Breach.class,
                        breach -> assertThat(breach.reason())
                                .startsWith(
                                        "answers are slower than before the switch, in 4 windows in a row: GET /version p50 200.0"
                                                + " ms"));
        assertThat(ticker.now()).as("six looks").isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void answers_as_fast_as_before_are_none() {
        latency = comparing(12);

        assertThat(watch()).isEqualTo(new WatchStep.Baked());
        assertThat(said).contains("latency at the end: /version p50 12.0 ms, p95 12.0 ms over 24 requests");
    }

    /** AWS is out of reach, and users are served slowly: the look at them decides. */
    @Test
    void slow_answers_are_a_breach_even_if_aws_cannot_be_asked() {
        latency = comparing(200);
        meanwhile = () -> aws.bucketAnswers = false;

        assertThat(watch()).isInstanceOf(WatchStep.Breach.class);
    }

    private LatencyWatch comparing(int millis) {
        var before = new Baseline(Colour.BLUE, V1, List.of(new Measured("/version", 25, 10, 20)));
        var answer = new Sample("/version", Duration.ofMillis(millis), Duration.ZERO);
        return new LatencyWatch(
                Optional.of(before), new LatencyMeter(() -> List.of(answer), ticker), LatencyRule.DEFAULT);
    }

    @Test
    void traffic_elsewhere_than_the_record_says_is_a_breach() {
        meanwhile = () -> aws.traffic = new Traffic.To(Colour.BLUE);

        assertThat(watch()).isEqualTo(new WatchStep.Breach("traffic goes to blue, but the record says green is live"));
    }

    @Test
    void another_watch_ends_this_one() {
        takenOver = true;

        assertThat(watch()).isEqualTo(new WatchStep.Superseded("another watch has taken over"));
    }

    @Test
    void another_switch_ends_the_watch() {
        meanwhile = () -> aws.bucket.put(RecordStore.KEY, Json.write(v2Staged().abandon(4)));

        assertThat(watch())
                .isEqualTo(new WatchStep.Superseded(
                        "another switch began (epoch 4, watched was epoch 3); it decides now"));
    }

    private WatchStep watch() {
        var store = aws.objects();
        var records = new RecordStore(store, new CompareAndSwap(store, ticker), Nonces.random());
        VersionProbe probe = () -> {
            meanwhile.run();
            return List.of(answers.isEmpty() ? RIGHT : answers.remove(0));
        };
        return new Watch(
                        aws,
                        records,
                        probe,
                        colour -> unready.isEmpty() ? Optional.empty() : unready.remove(0),
                        staged -> latency,
                        ticker,
                        WatchSettings.baking(Duration.ofMinutes(1)),
                        () -> !takenOver,
                        said::add)
                .run();
    }
}
