package io.groundcheck.release.cutover;

import static io.groundcheck.release.fake.Samples.V1;
import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.staged;
import static io.groundcheck.release.fake.Samples.v2Staged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.fake.FakeAws;
import io.groundcheck.release.fake.Samples;
import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.lease.LeaseSettings;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.state.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** A process dies before each of its calls to AWS, without any cleanup; whatever is run next ends in one of two states. */
class CrashTest {

    private static final SwitchRequest TO_V2 = new SwitchRequest.CutOver(V2);
    private static final SwitchRequest CANARY = new SwitchRequest.CutOver(V2, List.of(10, 50));
    private static final SwitchRequest BACK = new SwitchRequest.RollBack();

    @TestFactory
    @Tag("P14")
    Stream<DynamicTest> a_cutover_that_died_is_finished_by_the_next_one() {
        return everyCall(() -> new Harness(v2Staged()), TO_V2, finishedBy(TO_V2, Colour.GREEN));
    }

    @TestFactory
    Stream<DynamicTest> a_cutover_that_died_is_undone_by_a_rollback() {
        return everyCall(() -> new Harness(v2Staged()), TO_V2, CrashTest::undone);
    }

    @TestFactory
    Stream<DynamicTest> a_rollback_that_died_is_finished_by_the_next_one() {
        return everyCall(CrashTest::v2Live, BACK, finishedBy(BACK, Colour.BLUE));
    }

    @TestFactory
    Stream<DynamicTest> the_first_cutover_that_died_is_finished_by_the_next_one() {
        return everyCall(
                () -> new Harness(firstRelease()),
                new SwitchRequest.CutOver(V1),
                finishedBy(new SwitchRequest.CutOver(V1), Colour.BLUE));
    }

    @TestFactory
    Stream<DynamicTest> the_first_cutover_that_died_never_leaves_a_rollback_nowhere_to_go() {
        return everyCall(() -> new Harness(firstRelease()), new SwitchRequest.CutOver(V1), harness -> {
            assertThatThrownBy(() -> harness.run(BACK)).isInstanceOf(GateRefusedException.class);
            nobodyKeepsTheLease(harness);
            assertThat(harness.record().pending().isPresent() && !harness.aws.traffic.isTo(Colour.BLUE))
                    .as("a begun cutover is either visible in traffic or given up")
                    .isFalse();
        });
    }

    @TestFactory
    Stream<DynamicTest> a_repair_of_a_closed_rule_that_died_is_finished_by_the_next_one() {
        Supplier<Harness> closed = () -> {
            var harness = v2Live();
            harness.aws.traffic = new Traffic.Closed();
            return harness;
        };
        return everyCall(closed, TO_V2, finishedBy(TO_V2, Colour.GREEN));
    }

    @TestFactory
    Stream<DynamicTest> a_canary_that_died_is_gone_on_with_by_the_next_one() {
        return everyCall(() -> new Harness(v2Staged()), CANARY, finishedBy(CANARY, Colour.GREEN));
    }

    @TestFactory
    Stream<DynamicTest> a_canary_that_died_is_finished_by_a_cutover_that_does_not_ask_for_one() {
        return everyCall(() -> new Harness(v2Staged()), CANARY, finishedBy(TO_V2, Colour.GREEN));
    }

    @TestFactory
    Stream<DynamicTest> a_canary_that_died_is_undone_by_a_rollback() {
        return everyCall(() -> new Harness(v2Staged()), CANARY, CrashTest::undone);
    }

    /** It dies while it takes a bad canary back, wherever. */
    @TestFactory
    Stream<DynamicTest> a_bad_canary_that_died_is_taken_back_by_the_next_one() {
        Supplier<Harness> bad = () -> {
            var harness = new Harness(v2Staged());
            harness.canary = (pending, old, baseline) -> new Canary.Breached("an alarm");
            return harness;
        };
        return everyCall(bad, CANARY, harness -> {
            assertThatThrownBy(() -> harness.run(CANARY)).hasMessageContaining("was taken back");
            settled(harness, Colour.BLUE);
        });
    }

    private static Then finishedBy(SwitchRequest next, Colour live) {
        return harness -> {
            harness.run(next);
            settled(harness, live);
        };
    }

    private static void undone(Harness harness) {
        try {
            harness.run(BACK);
        } catch (GateRefusedException nothingToUndo) {
            assertThat(harness.aws.orders).isEmpty();
        }
        settled(harness, Colour.BLUE);
    }

    /** One test for each call that the request makes when nothing goes wrong. */
    private static Stream<DynamicTest> everyCall(Supplier<Harness> world, SwitchRequest first, Then then) {
        var whole = world.get();
        whole.aws.dieAtCall(0);
        try {
            whole.run(first);
        } catch (ReleaseException takenBack) {
            assertThat(takenBack.exitCode()).isEqualTo(ExitCode.ROLLED_BACK);
        }
        int calls = whole.aws.calls();
        assertThat(calls).as("calls of an undisturbed run").isGreaterThan(10);
        return IntStream.rangeClosed(1, calls)
                .mapToObj(call -> DynamicTest.dynamicTest("call " + call + " of " + calls, () -> {
                    var harness = world.get();
                    harness.aws.dieAtCall(call);
                    assertThatThrownBy(() -> harness.run(first)).isInstanceOf(FakeAws.Crash.class);
                    harness.aws.dieAtCall(0);
                    then.accept(harness);
                }));
    }

    private static void settled(Harness harness, Colour live) {
        assertThat(harness.aws.traffic).isEqualTo(new Traffic.To(live));
        assertThat(harness.record().live()).contains(live);
        assertThat(harness.record().pending()).isEmpty();
        nobodyKeepsTheLease(harness);
    }

    /** One that died may have left it, for its time and no longer. */
    private static void nobodyKeepsTheLease(Harness harness) {
        assertThat(harness.waitForLease()).isLessThanOrEqualTo(LeaseSettings.DEFAULT.duration());
    }

    private static Harness v2Live() {
        var harness = new Harness(v2Staged());
        harness.run(TO_V2);
        return harness;
    }

    private static ReleaseRecord firstRelease() {
        return Samples.record(Optional.empty(), Optional.empty(), Optional.of(staged("v1", V1)), Optional.empty());
    }

    /** What is done after the crash, and what must be so then. */
    private interface Then {
        void accept(Harness harness);
    }
}
