package io.groundcheck.release.cutover;

import static io.groundcheck.release.fake.Samples.V1;
import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.record;
import static io.groundcheck.release.fake.Samples.staged;
import static io.groundcheck.release.fake.Samples.v2Staged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.journal.Journal;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Previous;
import io.groundcheck.release.state.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CanaryTest {

    private static final SwitchRequest CANARY = new SwitchRequest.CutOver(V2, List.of(10, 50));
    private static final SwitchRequest TO_V2 = new SwitchRequest.CutOver(V2);
    private static final SwitchRequest BACK = new SwitchRequest.RollBack();

    private final Harness harness = new Harness(v2Staged());

    @Test
    void gives_a_part_then_a_greater_one_then_everything() {
        var asked = new ArrayList<String>();
        harness.canary = (pending, old, baseline) -> {
            asked.add(pending.canary().orElseThrow() + " % of " + harness.aws.traffic + ", old " + old.brief());
            return new Canary.Passed(pending.canary().orElseThrow());
        };

        assertThat(harness.run(CANARY)).isEqualTo("v2 (sha256:222222222222) is live on green");

        assertThat(asked)
                .containsExactly(
                        "10 % of 90 % to blue, 10 % to green, old sha256:111111111111",
                        "50 % of 50 % to blue, 50 % to green, old sha256:111111111111");
        assertThat(harness.aws.orders).containsExactly("split 10 % green", "split 50 % green", "forward green");
        assertThat(harness.record().previous()).contains(new Previous(Colour.BLUE, V1));
        assertThat(harness.record().pending()).isEmpty();
        assertThat(journal(4).steps())
                .extracting(Journal.Entry::step)
                .containsExactly(
                        "TakeLease",
                        "Begin",
                        "Shift",
                        "WatchCanary",
                        "Promote",
                        "Shift",
                        "WatchCanary",
                        "Promote",
                        "Forward",
                        "Verify",
                        "Finish",
                        "Done");
    }

    @Test
    void looks_for_as_long_as_the_step_takes_and_leaves_the_lease_to_whoever_waits_for_it() {
        var looks = new ArrayList<Duration>();
        harness.canary = (pending, old, baseline) -> {
            looks.add(harness.ticker.now());
            harness.ticker.pass(Duration.ofSeconds(5));
            return looks.size() % 300 == 0 ? new Canary.Passed(pending.canary().orElseThrow()) : new Canary.Watching();
        };
        var leases = harness.aws.bucket.writes().stream()
                .filter("lease.json"::equals)
                .count();

        harness.run(CANARY);

        assertThat(looks).hasSize(600);
        assertThat(harness.aws.bucket.writes().stream()
                                .filter("lease.json"::equals)
                                .count()
                        - leases)
                .as("taken, given out of hand at each step and taken back before the order that follows it, freed")
                .isEqualTo(6);
    }

    @Test
    void at_a_breach_no_part_of_traffic_goes_there_any_more() {
        harness.canary = (pending, old, baseline) -> pending.canary().equals(Optional.of(50))
                ? new Canary.Breached("at 50 %: in alarm: connections-5xx")
                : new Canary.Passed(10);

        assertThatThrownBy(() -> harness.run(CANARY))
                .isInstanceOfSatisfying(
                        ReleaseException.class,
                        takenBack -> assertThat(takenBack.exitCode()).isEqualTo(ExitCode.ROLLED_BACK))
                .hasMessage("the canary on green was taken back, all traffic goes where it went before: at 50 %: in"
                        + " alarm: connections-5xx");

        assertThat(harness.aws.traffic).isEqualTo(new Traffic.To(Colour.BLUE));
        assertThat(harness.aws.orders).containsExactly("split 10 % green", "split 50 % green", "forward blue");
        assertThat(harness.record().live()).contains(Colour.BLUE);
        assertThat(harness.record().pending()).isEmpty();
        assertThat(harness.isFree()).isTrue();
        assertThat(journal(4).reason()).get().asString().endsWith("at 50 %: in alarm: connections-5xx");
        assertThat(harness.said).noneMatch(line -> line.startsWith("nobody looks after"));
    }

    /** Its tasks were replaced meanwhile: what gets a part of traffic isn't what was tested. */
    @Test
    void a_gate_that_closes_meanwhile_is_a_breach() {
        harness.canary = (pending, old, baseline) -> {
            harness.aws.up(Colour.GREEN, V1, 2);
            return new Canary.Watching();
        };

        assertThatThrownBy(() -> harness.run(CANARY)).hasMessageContaining("the canary on green was taken back");

        assertThat(harness.aws.traffic).isEqualTo(new Traffic.To(Colour.BLUE));
        assertThat(harness.record().pending()).isEmpty();
    }

    @Test
    void a_rule_that_somebody_else_moves_is_split_again() {
        harness.canary = (pending, old, baseline) -> {
            if (harness.aws.orders.size() == 1) {
                harness.aws.traffic = new Traffic.To(Colour.GREEN);
                return new Canary.Watching();
            }
            return new Canary.Passed(pending.canary().orElseThrow());
        };

        harness.run(CANARY);

        assertThat(harness.aws.orders)
                .containsExactly("split 10 % green", "split 10 % green", "split 50 % green", "forward green");
    }

    @Test
    void the_first_release_has_nobody_to_keep_the_rest() {
        var first = new Harness(
                record(Optional.empty(), Optional.empty(), Optional.of(staged("v1", V1)), Optional.empty()));

        first.run(new SwitchRequest.CutOver(V1, List.of(10)));

        assertThat(first.aws.orders).containsExactly("forward blue");
    }

    @Test
    void a_rollback_takes_over_after_the_lease_and_the_canary_that_sleeps_leaves_it_so() {
        harness.canary = (pending, old, baseline) -> {
            assertThat(harness.run(BACK)).contains("v1 (sha256:111111111111) is live on blue");
            return new Canary.Watching();
        };

        assertThatThrownBy(() -> harness.run(CANARY))
                .isInstanceOfSatisfying(
                        ReleaseException.class,
                        lost -> assertThat(lost.exitCode()).isEqualTo(ExitCode.BUSY));

        assertThat(harness.aws.traffic).isEqualTo(new Traffic.To(Colour.BLUE));
        assertThat(harness.record().pending()).isEmpty();
        assertThat(harness.record().live()).contains(Colour.BLUE);
    }

    /** What {@code status} says to run, without saying which parts: the one that is on record, then everything. */
    @Test
    void a_cutover_goes_on_with_the_part_that_a_dead_one_left() {
        harness.canary = (pending, old, baseline) -> {
            throw new io.groundcheck.release.AwsException(
                    "the load balancer is out of reach", false, new java.io.IOException());
        };
        assertThatThrownBy(() -> harness.run(CANARY)).hasMessage("the load balancer is out of reach");
        assertThat(harness.aws.traffic).isEqualTo(new Traffic.Split(Colour.GREEN, 10));
        assertThat(harness.said)
                .contains("nobody looks after the canary of 10 % any more: run the same command to go on with it, or"
                        + " `release rollback` to take it back");
        harness.canary =
                (pending, old, baseline) -> new Canary.Passed(pending.canary().orElseThrow());

        harness.run(TO_V2);

        assertThat(harness.aws.orders).containsExactly("split 10 % green", "forward green");
        assertThat(harness.record().live()).contains(Colour.GREEN);
    }

    private Journal journal(long epoch) {
        return Json.read(
                "journal",
                harness.aws
                        .bucket
                        .read("journal/" + epoch + ".json")
                        .orElseThrow()
                        .body(),
                Journal.class);
    }
}
