package io.groundcheck.release.latency;

import static io.groundcheck.release.fake.Samples.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.release.record.Colour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LatencyDecisionTest {

    private static final LatencyRule RULE = LatencyRule.DEFAULT;
    private static final Baseline BASELINE =
            new Baseline(Colour.BLUE, V1, List.of(new Measured("/version", 25, 10, 20)));

    /** Looks of a rule's whole memory: enough for a verdict. */
    private static final int LOOKS = RULE.span() + RULE.inARow() - 1;

    @Test
    void says_what_is_slow_how_slow_it_was_and_what_is_allowed() {
        assertThat(LatencyDecision.slow(looks(LOOKS, 100), BASELINE, RULE))
                .contains("answers are slower than before the switch, in 4 windows in a row: GET /version p50 100.0 ms,"
                        + " p95 100.0 ms over 24 requests; the baseline is p50 10.0 ms, p95 20.0 ms over 25 requests to"
                        + " sha256:111111111111 on blue, and × 2.0 + 50 ms allows p50 70.0 ms, p95 90.0 ms");
    }

    @Test
    void waits_until_it_has_seen_as_many_windows_as_it_takes() {
        assertThat(LatencyDecision.slow(looks(LOOKS - 1, 1000), BASELINE, RULE)).isEmpty();
    }

    @Test
    void what_is_allowed_is_no_breach() {
        assertThat(LatencyDecision.slow(looks(LOOKS, 70), BASELINE, RULE)).isEmpty();
    }

    /** The middle is as fast as before, but every tenth answer takes long. */
    @Test
    void a_slow_tail_is_a_breach() {
        var looks = Collections.nCopies(
                LOOKS,
                List.of(sample(5), sample(5), sample(5), sample(5), sample(5), sample(5), sample(5), sample(500)));

        assertThat(LatencyDecision.slow(looks, BASELINE, RULE)).get().asString().contains("p50 5.0 ms, p95 500.0 ms");
    }

    /** Too few answers for a tail: the slowest of them is only the slowest. */
    @Test
    void of_a_few_answers_only_the_middle_counts() {
        var looks = Collections.nCopies(LOOKS, List.of(sample(5), sample(5), sample(500)));

        assertThat(LatencyDecision.slow(looks, BASELINE, RULE)).isEmpty();
    }

    /** The slower the answers, the fewer fit into a look. */
    @Test
    void one_answer_in_each_look_is_enough() {
        assertThat(LatencyDecision.slow(Collections.nCopies(LOOKS, List.of(sample(2900))), BASELINE, RULE))
                .isPresent();
    }

    @Test
    void a_question_without_a_baseline_is_not_judged() {
        var other = Collections.nCopies(
                LOOKS, Collections.nCopies(8, new Sample("/people", Duration.ofSeconds(3), Duration.ZERO)));

        assertThat(LatencyDecision.slow(other, BASELINE, RULE)).isEmpty();
    }

    /** What another machine measured over a longer way compares with what this one does. */
    @Test
    void the_way_there_is_not_the_services_time() {
        var far = Collections.nCopies(8, new Sample("/version", Duration.ofMillis(230), Duration.ofMillis(220)));

        assertThat(Measured.of(far)).containsExactly(new Measured("/version", 8, 10, 10));
    }

    // Properties, over a thousand random worlds each

    static Stream<Random> worlds() {
        return IntStream.range(0, 4).mapToObj(Random::new);
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void no_single_look_is_a_breach_however_slow(Random random) {
        for (int i = 0; i < 1000; i++) {
            var rule = rule(random);
            var looks = random(random, rule.memory() + random.nextInt(5), 10);
            looks.set(random.nextInt(looks.size()), Collections.nCopies(1 + random.nextInt(50), sample(60_000)));

            assertThat(LatencyDecision.slow(looks, BASELINE, rule)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void as_fast_as_before_is_never_a_breach(Random random) {
        for (int i = 0; i < 1000; i++) {
            var rule = rule(random);

            assertThat(LatencyDecision.slow(random(random, rule.memory() + 3, 10), BASELINE, rule))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void all_answers_beyond_what_is_allowed_are_a_breach(Random random) {
        for (int i = 0; i < 1000; i++) {
            var rule = rule(random);
            var slow = (int) rule.limit(20) + 1 + random.nextInt(100);
            var looks = IntStream.range(0, rule.memory())
                    .mapToObj(look -> Collections.nCopies(1 + random.nextInt(8), sample(slow)))
                    .toList();

            assertThat(LatencyDecision.slow(looks, BASELINE, rule)).isPresent();
        }
    }

    /** Whoever allows more never gets a breach that he had not got before. */
    @ParameterizedTest
    @MethodSource("worlds")
    void allowing_more_never_makes_a_breach(Random random) {
        for (int i = 0; i < 1000; i++) {
            var rule = rule(random);
            var looks = random(random, rule.memory(), 200);
            var more = rule.allowing(
                    rule.factor() + random.nextDouble(), rule.floor().plusMillis(random.nextInt(50)));

            if (LatencyDecision.slow(looks, BASELINE, rule).isEmpty()) {
                assertThat(LatencyDecision.slow(looks, BASELINE, more)).isEmpty();
            }
        }
    }

    @Test
    void a_rule_by_which_one_slow_look_could_be_a_breach_is_refused() {
        assertThatThrownBy(() -> new LatencyRule(2, Duration.ZERO, 1, Duration.ZERO, 3, 3))
                .hasMessageContaining("more windows in a row than looks in one");
        assertThatThrownBy(() -> RULE.allowing(0.5, Duration.ZERO))
                .hasMessage("factor: expected 1 or more but was 0.5");
        assertThatThrownBy(() -> RULE.allowing(Double.NaN, Duration.ZERO)).hasMessageContaining("factor");
    }

    private static LatencyRule rule(Random random) {
        var span = 1 + random.nextInt(4);
        return new LatencyRule(
                1 + random.nextInt(3),
                Duration.ofMillis(random.nextInt(100)),
                8,
                Duration.ofSeconds(1),
                span,
                span + 1 + random.nextInt(3));
    }

    private static List<List<Sample>> looks(int count, int millis) {
        return Collections.nCopies(count, Collections.nCopies(8, sample(millis)));
    }

    private static List<List<Sample>> random(Random random, int count, int most) {
        var looks = new ArrayList<List<Sample>>();
        for (int i = 0; i < count; i++) {
            looks.add(IntStream.range(0, 1 + random.nextInt(8))
                    .mapToObj(each -> sample(random.nextInt(most + 1)))
                    .toList());
        }
        return looks;
    }

    private static Sample sample(int millis) {
        return new Sample("/version", Duration.ofMillis(millis), Duration.ZERO);
    }
}
