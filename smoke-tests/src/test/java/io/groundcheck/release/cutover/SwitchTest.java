package io.groundcheck.release.cutover;

import static io.groundcheck.release.fake.Samples.V1;
import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.V3;
import static io.groundcheck.release.fake.Samples.staged;
import static io.groundcheck.release.fake.Samples.v2Staged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.release.AwsException;
import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.aws.OrderTimes;
import io.groundcheck.release.fake.Samples;
import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.journal.Journal;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.latency.Baseline;
import io.groundcheck.release.latency.Measured;
import io.groundcheck.release.lease.LeaseBusyException;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Fence;
import io.groundcheck.release.record.Last;
import io.groundcheck.release.record.Pending;
import io.groundcheck.release.record.Previous;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.SwitchAction;
import io.groundcheck.release.state.TargetHealth;
import io.groundcheck.release.state.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SwitchTest {

    private static final String OVERTAKEN =
            "somebody else took the lease over, and the record is at epoch 5; the last finished switch is a rollback to"
                    + " blue by tester. Look at `release status` before you try again";

    private static final SwitchRequest TO_V2 = new SwitchRequest.CutOver(V2);
    private static final SwitchRequest BACK = new SwitchRequest.RollBack();

    @Test
    void cuts_over_with_one_order_and_writes_what_happened() {
        var harness = new Harness(v2Staged());

        assertThat(harness.run(TO_V2)).isEqualTo("v2 (sha256:222222222222) is live on green");

        assertThat(harness.aws.orders).containsExactly("forward green");
        var record = harness.record();
        assertThat(record.live()).contains(Colour.GREEN);
        assertThat(record.previous()).contains(new Previous(Colour.BLUE, V1));
        assertThat(record.pending()).isEmpty();
        assertThat(record.epoch()).isEqualTo(4);
        assertThat(record.last())
                .contains(new Last(
                        SwitchAction.CUTOVER, 4, Colour.GREEN, V2, "tester", Instant.parse("2026-11-23T12:00:00Z")));
        assertThat(harness.isFree()).isTrue();
    }

    @Test
    void writes_in_an_order_that_survives_a_crash() {
        var harness = new Harness(v2Staged());
        var before = harness.aws.bucket.writes().size();

        harness.run(TO_V2);

        assertThat(harness.aws.bucket.writes().stream().skip(before))
                .containsExactly(
                        "lease.json", "release.json", "journal/4.json", "release.json", "journal/4.json", "lease.json");
    }

    @Test
    void keeps_a_journal_that_says_what_was_left_behind() {
        var harness = new Harness(v2Staged());

        harness.run(TO_V2);

        var journal = journal(harness, 4);
        assertThat(journal.fromTag()).contains("v1");
        assertThat(journal.fromDigest()).contains(V1);
        assertThat(journal.steps())
                .extracting(Journal.Entry::step)
                .containsExactly("TakeLease", "Begin", "Forward", "Verify", "Finish", "Done");
    }

    @Test
    void run_twice_does_nothing_more() {
        var harness = new Harness(v2Staged());
        harness.run(TO_V2);
        var writes = harness.aws.bucket.writes().size();

        assertThat(harness.run(TO_V2)).isEqualTo("v2 (sha256:222222222222) is live on green");

        assertThat(harness.aws.orders).hasSize(1);
        assertThat(harness.aws.bucket.writes()).hasSize(writes);
    }

    @Test
    void rolls_back_once_however_often_it_is_asked() {
        var harness = new Harness(v2Staged());
        harness.run(TO_V2);

        assertThat(harness.run(BACK))
                .isEqualTo("already rolled back: v1 (sha256:111111111111) is live on blue since 2026-11-23T12:00:00Z by"
                        + " tester");
        assertThat(harness.run(BACK)).startsWith("already rolled back: v1");

        assertThat(harness.aws.orders).containsExactly("forward green", "forward blue");
        assertThat(harness.record().live()).contains(Colour.BLUE);
        assertThat(harness.record().previous()).isEmpty();
    }

    @Test
    void cuts_over_again_after_a_rollback_with_the_same_evidence() {
        var harness = new Harness(v2Staged());
        harness.run(TO_V2);
        harness.run(BACK);

        harness.run(TO_V2);

        assertThat(harness.aws.orders).containsExactly("forward green", "forward blue", "forward green");
        assertThat(harness.record().previous()).contains(new Previous(Colour.BLUE, V1));
    }

    @Test
    void the_first_release_has_nothing_to_roll_back_to() {
        var harness = new Harness(
                Samples.record(Optional.empty(), Optional.empty(), Optional.of(staged("v1", V1)), Optional.empty()));
        harness.run(new SwitchRequest.CutOver(V1));

        assertThat(harness.aws.traffic).isEqualTo(new Traffic.To(Colour.BLUE));
        refused(
                harness,
                BACK,
                GateId.NO_PREVIOUS,
                "there is nothing to roll back to: no other release was live before");
    }

    @Test
    void a_refusal_moves_nothing_writes_nothing_and_frees_the_lease() {
        var harness = new Harness(v2Staged());
        harness.aws.targets.put(Colour.GREEN, List.of(new TargetHealth("10.0.0.1:8080", "unhealthy", "")));
        var record = harness.record();

        refused(
                harness,
                TO_V2,
                GateId.TARGETS_UNHEALTHY,
                "0 of 2 targets of green are healthy; not so: 10.0.0.1:8080 unhealthy; run `release await`");

        assertThat(harness.aws.orders).isEmpty();
        assertThat(harness.record()).isEqualTo(record);
        assertThat(harness.isFree()).isTrue();
    }

    @Test
    void measures_how_fast_the_old_colour_answers_before_traffic_moves() {
        var harness = new Harness(v2Staged());
        var baseline = new Baseline(Colour.BLUE, V1, List.of(new Measured("/version", 25, 10, 20)));
        var measured = new ArrayList<String>();
        harness.baseline = (live, digest) -> {
            measured.add(live + " " + digest + " after " + harness.aws.orders);
            return Optional.of(baseline);
        };

        harness.run(TO_V2);
        harness.run(BACK);

        assertThat(measured).containsExactly("blue " + V1 + " after []");
        assertThat(journal(harness, 4).baseline()).contains(baseline);
        assertThat(journal(harness, 5).baseline()).isEmpty();
    }

    @Test
    void measures_nothing_for_a_gate_that_is_closed() {
        var harness = new Harness(v2Staged());
        harness.aws.up(Colour.GREEN, V2, 1);
        harness.baseline = (live, digest) -> {
            throw new AssertionError("measured");
        };

        assertThatThrownBy(() -> harness.run(TO_V2)).isInstanceOf(GateRefusedException.class);
    }

    /** Measuring takes a second or two. */
    @Test
    void a_candidate_that_goes_down_while_the_old_colour_is_measured_gets_no_traffic() {
        var harness = new Harness(v2Staged());
        harness.baseline = (live, digest) -> {
            harness.aws.up(Colour.GREEN, V2, 1);
            return Optional.empty();
        };

        assertThatThrownBy(() -> harness.run(TO_V2))
                .isInstanceOfSatisfying(
                        GateRefusedException.class,
                        refused -> assertThat(refused.gate()).isEqualTo(GateId.UNDER_SCALED));
        assertThat(harness.aws.orders).isEmpty();
        assertThat(harness.record().pending()).isEmpty();
    }

    @Test
    void refuses_what_is_not_staged() {
        refused(
                new Harness(v2Staged()),
                new SwitchRequest.CutOver(V3),
                GateId.DIGEST_MISMATCH,
                V3 + " is not staged: blue holds v1 (sha256:111111111111), green holds v2 (sha256:222222222222); run"
                        + " `release stage --tag TAG --digest " + V3 + "`, or ask for what is staged");
        refused(
                new Harness(ReleaseRecord.empty()),
                new SwitchRequest.CutOver(V3),
                GateId.NOT_STAGED,
                "nothing is staged on either colour; run `release stage --tag TAG --digest " + V3 + "`");
    }

    @Test
    void refuses_while_another_switch_is_unfinished() {
        refused(
                new Harness(begun(SwitchAction.CUTOVER, Colour.GREEN)),
                new SwitchRequest.CutOver(V1),
                GateId.PENDING_OTHER,
                "a cutover to green (sha256:222222222222) was begun and is not finished; finish it with `release"
                        + " cutover --digest " + V2 + "`, or undo it with `release rollback`");
        refused(
                new Harness(begun(SwitchAction.ROLLBACK, Colour.GREEN)),
                TO_V2,
                GateId.PENDING_OTHER,
                "a rollback to green (sha256:222222222222) was begun and is not finished; finish it with `release"
                        + " rollback`");
    }

    @Test
    void gives_up_a_begun_cutover_whose_gate_has_closed_since() {
        var harness = new Harness(begun(SwitchAction.CUTOVER, Colour.GREEN));
        harness.aws.up(Colour.GREEN, V2, 1);

        refused(
                harness,
                TO_V2,
                GateId.UNDER_SCALED,
                "green runs 1 tasks, but 2 are needed before it takes traffic; run `release await`");
        assertThat(harness.record().pending()).isEmpty();
        assertThat(harness.aws.orders).isEmpty();
    }

    @Test
    void says_how_to_bring_back_a_version_that_was_overwritten() {
        var harness = new Harness(v2Staged());
        harness.run(TO_V2);
        harness.aws.bucket.put("release.json", Json.write(harness.record().stage(Colour.BLUE, staged("v3", V3))));
        harness.aws.up(Colour.BLUE, V3, 2);

        refused(
                harness,
                BACK,
                GateId.ROLLBACK_TARGET_GONE,
                "v1 (sha256:111111111111) ran on blue before, but blue now holds v3 (sha256:333333333333), so there is"
                        + " nothing to roll back to. To bring it back: `release stage --tag v1 --digest " + V1
                        + "`, then plan, guard, apply, await, smoke and cutover as for any release (`make release"
                        + " TAG=v1`)");
        assertThat(harness.aws.traffic).isEqualTo(new Traffic.To(Colour.GREEN));
    }

    @Test
    void never_rolls_back_to_tasks_of_another_image() {
        var harness = new Harness(v2Staged());
        harness.run(TO_V2);
        harness.aws.up(Colour.BLUE, V3, 2);

        assertThatThrownBy(() -> harness.run(BACK))
                .isInstanceOfSatisfying(
                        GateRefusedException.class,
                        refused -> assertThat(refused.gate()).isEqualTo(GateId.ROLLBACK_TARGET_GONE))
                .hasMessageStartingWith("sha256:111111111111 ran on blue before, but blue now holds other tasks (2 of 2"
                        + " tasks of blue do not run " + V1);
        assertThat(harness.aws.traffic).isEqualTo(new Traffic.To(Colour.GREEN));
    }

    @Test
    @Tag("P3")
    void puts_a_closed_rule_back_to_what_the_record_says() {
        var harness = new Harness(v2Staged());
        harness.run(TO_V2);
        harness.aws.traffic = new Traffic.Closed();

        harness.run(TO_V2);

        assertThat(harness.aws.traffic).isEqualTo(new Traffic.To(Colour.GREEN));
        assertThat(harness.record().previous()).contains(new Previous(Colour.BLUE, V1));
    }

    @Test
    void does_not_call_traffic_moved_that_no_gate_admitted() {
        var harness = new Harness(v2Staged());
        harness.aws.traffic = new Traffic.To(Colour.GREEN);
        harness.aws.up(Colour.GREEN, V2, 1);

        refused(
                harness,
                TO_V2,
                GateId.UNDER_SCALED,
                "traffic goes to green already, but no gate admitted it: green runs 1 tasks, but 2 are needed before it"
                        + " takes traffic; run `release await`");
        assertThat(harness.record().live()).contains(Colour.BLUE);
    }

    @Test
    void looks_at_the_rule_when_the_order_was_not_answered() {
        var harness = new Harness(v2Staged());
        harness.aws.loseNextAnswer = true;

        harness.run(TO_V2);

        assertThat(harness.aws.orders).containsExactly("forward green");
        assertThat(harness.said).contains("the load balancer gave no answer; looking at the rule instead");
    }

    @Test
    void gives_up_when_users_do_not_see_the_new_version_and_finishes_when_they_do() {
        var harness = new Harness(v2Staged());
        var green = harness.aws.running.get(Colour.GREEN);
        var liars = new StepListener() {
            @Override
            public void before(Step step) {
                if (step instanceof Step.Verify) {
                    harness.aws.up(Colour.GREEN, V3, 2);
                }
            }

            @Override
            public void after(Step step) {}
        };

        assertThatThrownBy(() -> harness.process(liars).run(TO_V2))
                .isInstanceOfSatisfying(
                        ReleaseException.class,
                        timedOut -> assertThat(timedOut.exitCode()).isEqualTo(ExitCode.TIMED_OUT))
                .hasMessage("the rule forwards to green, but users don't see sha256:222222222222 yet: for 60 s not 10"
                        + " right answers in a row and 2 s without a wrong one; the last wrong one: node: " + V3
                        + ". Run the same command to look again, or `release rollback`");
        assertThat(harness.record().pending()).isPresent();
        assertThat(harness.isFree()).isTrue();

        harness.aws.running.put(Colour.GREEN, java.util.Objects.requireNonNull(green));
        harness.run(TO_V2);
        assertThat(harness.record().live()).contains(Colour.GREEN);
        assertThat(harness.aws.orders).hasSize(1);
    }

    /** Suspended for longer than its lease, with the order decided; somebody else undoes the begun cutover. */
    @Test
    @Tag("P14")
    void p14_a_sleeper_that_wakes_up_before_its_order_is_signed_sends_none() {
        var harness = new Harness(v2Staged());
        var sleeper = new StepListener() {
            @Override
            public void before(Step step) {
                if (step instanceof Step.Forward) {
                    harness.run(BACK);
                }
            }

            @Override
            public void after(Step step) {}
        };

        assertThatThrownBy(() -> harness.process(sleeper).run(TO_V2))
                .isInstanceOf(LeaseBusyException.class)
                .hasMessage(OVERTAKEN);

        assertThat(harness.aws.orders).isEmpty();
        assertThat(harness.said).contains("not sent: somebody else came first");
    }

    /** Whoever took it over is still at it. */
    @Test
    @Tag("P14")
    void p14_who_lost_says_who_holds_the_lease_now() {
        var harness = new Harness(v2Staged());
        harness.aws.onItsWay = once(() -> {
            harness.waitForLease();
            harness.aws.bucket.put("lease.json", """
                    { "schema": 1, "nonce": "x", "holder": "the winner", "epoch": 9, "duration_seconds": 15 }
                    """.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        });

        assertThatThrownBy(() -> harness.run(TO_V2))
                .isInstanceOf(LeaseBusyException.class)
                .hasMessage("somebody else took the lease over, and the record is at epoch 4. Look at `release status`"
                        + " before you try again. the winner holds the lease now (epoch 9), at most 15 s longer than it"
                        + " last wrote it");
    }

    /** The order arrives so late that AWS refuses its signature. */
    @Test
    @Tag("P14")
    void p14_an_order_that_is_refused_for_its_age_is_a_lost_race() {
        var harness = new Harness(v2Staged());
        harness.aws.onItsWay = once(() -> {
            harness.run(BACK);
            harness.aws.signatureExpires = true;
        });

        assertThatThrownBy(() -> harness.run(TO_V2))
                .isInstanceOf(LeaseBusyException.class)
                .hasMessage(OVERTAKEN);

        assertThat(harness.aws.orders).isEmpty();
        assertThat(harness.said)
                .contains("refused, and somebody else came first: elasticloadbalancing:ModifyRule was refused:"
                        + " RequestExpired: too old");
    }

    /** While it is awake and in time, a refusal is what it says. */
    @Test
    void an_order_that_is_refused_to_the_holder_of_the_lease_ends_the_command() {
        var harness = new Harness(v2Staged());
        harness.aws.signatureExpires = true;

        assertThatThrownBy(() -> harness.run(TO_V2))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("RequestExpired");
    }

    /** Whoever overtakes writes down until when the order of the overtaken may arrive. */
    @Test
    @Tag("P14")
    void p14_who_overtakes_a_begun_switch_fences_its_order() {
        var harness = new Harness(v2Staged());
        harness.aws.onItsWay = once(() -> harness.run(BACK));

        assertThatThrownBy(() -> harness.run(TO_V2)).isInstanceOf(LeaseBusyException.class);

        var fences = harness.aws.bucket.written(RecordStore.KEY).stream()
                .map(body -> Json.read("release.json", body, ReleaseRecord.class))
                .map(ReleaseRecord::fence)
                .distinct()
                .toList();
        assertThat(fences)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(new Fence(harness.aws.bucket.now.plus(OrderTimes.LATEST), 4, "tester")),
                        // and the order that puts traffic back, which has no lease
                        Optional.of(new Fence(
                                harness.aws
                                        .bucket
                                        .now
                                        .plus(SwitchSettings.DEFAULT.announcement())
                                        .plus(OrderTimes.LATEST),
                                4,
                                "tester")));
    }

    /** Two minutes slept through between the announcement and the last look are not covered by the fence. */
    @Test
    void p14_an_order_without_a_lease_is_not_sent_long_after_its_announcement() {
        var harness = new Harness(v2Staged());
        harness.aws.onItsWay = once(() -> {
            harness.run(BACK);
            harness.aws.beforeLastLook = once(() -> harness.aws.bucket.now = harness.aws.bucket.now.plusSeconds(127));
        });

        assertThatThrownBy(() -> harness.run(TO_V2)).isInstanceOf(LeaseBusyException.class);

        assertThat(harness.aws.orders).containsExactly("forward green", "forward blue");
        assertThat(harness.said).contains("not sent: somebody else came first");
        assertThat(harness.record().fence().orElseThrow().until())
                .as("announced anew")
                .isEqualTo(harness.aws
                        .bucket
                        .now
                        .plus(SwitchSettings.DEFAULT.announcement())
                        .plus(OrderTimes.LATEST));
    }

    /** A switch that ended by itself, if not well, has no order left to send. */
    @Test
    void who_goes_on_with_a_switch_that_ended_by_itself_fences_nothing() {
        var harness = new Harness(v2Staged());
        harness.aws.signatureExpires = true;
        assertThatThrownBy(() -> harness.run(TO_V2)).isInstanceOf(AwsException.class);
        assertThat(harness.record().pending()).isPresent();

        harness.run(BACK);

        assertThat(harness.record().fence()).isEmpty();
    }

    @Test
    void a_sleeper_whose_order_comes_late_puts_traffic_back_and_loses() {
        var harness = new Harness(v2Staged());
        harness.aws.onItsWay = once(() -> {
            harness.run(BACK);
            assertThat(harness.record().live()).contains(Colour.BLUE);
        });

        assertThatThrownBy(() -> harness.run(TO_V2))
                .isInstanceOf(LeaseBusyException.class)
                .hasMessage(OVERTAKEN);

        assertThat(harness.aws.orders).containsExactly("forward green", "forward blue");
        assertThat(harness.said)
                .as("the repair comes before anything else")
                .endsWith(
                        "recorded: blue is live",
                        "another switch came between: putting traffic to blue, as the record says",
                        "forwarding live traffic to blue");
        assertThat(harness.aws.traffic).isEqualTo(new Traffic.To(Colour.BLUE));
        assertThat(harness.record().live()).contains(Colour.BLUE);
    }

    @Test
    void a_switch_waits_out_a_dead_holder() {
        var harness = new Harness(v2Staged());
        harness.aws.bucket.put("lease.json", """
                { "schema": 1, "nonce": "x", "holder": "the dead", "epoch": 9, "duration_seconds": 15 }
                """.getBytes(java.nio.charset.StandardCharsets.UTF_8));

        harness.run(TO_V2);

        assertThat(harness.ticker.now()).isGreaterThan(Duration.ofSeconds(15));
        assertThat(harness.record().epoch()).isEqualTo(10);
    }

    @Test
    void an_unreachable_bucket_moves_nothing() {
        var harness = new Harness(v2Staged());
        harness.aws.bucketAnswers = false;

        assertThatThrownBy(() -> harness.run(TO_V2)).isInstanceOf(AwsException.class);
        assertThat(harness.aws.orders).isEmpty();
    }

    private static Runnable once(Runnable what) {
        var done = new AtomicBoolean();
        return () -> {
            if (!done.getAndSet(true)) {
                what.run();
            }
        };
    }

    private static Journal journal(Harness harness, long epoch) {
        var key = "journal/" + epoch + ".json";
        return Json.read(key, harness.aws.bucket.read(key).orElseThrow().body(), Journal.class);
    }

    private static ReleaseRecord begun(SwitchAction action, Colour to) {
        var staged = v2Staged().staged(to).orElseThrow();
        return v2Staged().begin(3, new Pending(action, Optional.of(to.other()), to, staged.digest(), staged.stageId()));
    }

    private static void refused(Harness harness, SwitchRequest request, GateId gate, String message) {
        assertThatThrownBy(() -> harness.run(request))
                .isInstanceOfSatisfying(
                        GateRefusedException.class,
                        refused -> assertThat(refused.gate()).isEqualTo(gate))
                .hasMessage(message);
    }
}
