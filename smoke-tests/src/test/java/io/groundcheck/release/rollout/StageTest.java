package io.groundcheck.release.rollout;

import static io.groundcheck.release.fake.Samples.V1;
import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.V3;
import static io.groundcheck.release.fake.Samples.staged;
import static io.groundcheck.release.fake.Samples.v2Staged;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.release.fake.Samples;
import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.Fence;
import io.groundcheck.release.record.Last;
import io.groundcheck.release.record.Pending;
import io.groundcheck.release.record.Previous;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.record.SwitchAction;
import io.groundcheck.release.state.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StageTest {

    private static final Traffic BLUE = new Traffic.To(Colour.BLUE);

    private Traffic traffic = BLUE;
    private ReleaseRecord record = v2Staged();
    private Optional<Digest> image = Optional.of(V3);
    private Set<Colour> failed = Set.of();
    private Optional<StandingFence> fence = Optional.empty();

    @Test
    void stages_on_the_colour_without_traffic_as_many_tasks_as_the_live_one_runs() {
        assertThat(stage(V3))
                .isEqualTo(new StageStep.Write(Colour.GREEN, new Staged("v9", V3, "new", 1, 2), Optional.empty()));
    }

    /** v2 was live on green and failed; after the rollback to v1 on blue, v3 replaces the failed one. */
    @Test
    @Tag("P18")
    void p18_after_a_rollback_the_next_version_overwrites_the_failed_colour() {
        record = v2Staged()
                .finish(new Last(SwitchAction.CUTOVER, 4, Colour.GREEN, Samples.V2, "tester", Instant.EPOCH))
                .finish(new Last(SwitchAction.ROLLBACK, 5, Colour.BLUE, Samples.V1, "tester", Instant.EPOCH));

        assertThat(stage(V3))
                .isEqualTo(new StageStep.Write(Colour.GREEN, new Staged("v9", V3, "new", 1, 2), Optional.empty()));
    }

    @Test
    void the_first_release_goes_to_blue_with_two_tasks() {
        traffic = new Traffic.Closed();
        record = ReleaseRecord.empty();

        assertThat(stage(V3))
                .isEqualTo(new StageStep.Write(Colour.BLUE, new Staged("v9", V3, "new", 1, 2), Optional.empty()));
    }

    @Test
    void a_closed_rule_does_not_make_the_recorded_live_colour_idle() {
        traffic = new Traffic.Closed();

        assertThat(stage(V3))
                .isInstanceOfSatisfying(
                        StageStep.Write.class,
                        write -> assertThat(write.colour()).isEqualTo(Colour.GREEN));
    }

    @Test
    void says_which_rollback_ends() {
        record = Samples.record(
                Optional.of(Colour.BLUE),
                Optional.of(new Previous(Colour.GREEN, V2)),
                Optional.of(staged("v1", V1)),
                Optional.of(staged("v2", V2)));

        assertThat(stage(V3))
                .isEqualTo(new StageStep.Write(
                        Colour.GREEN, new Staged("v9", V3, "new", 1, 2), Optional.of(new Previous(Colour.GREEN, V2))));
    }

    @Test
    @Tag("P10")
    void the_same_image_on_the_idle_colour_is_staged_already() {
        image = Optional.of(V2);

        assertThat(stage(V2)).isEqualTo(new StageStep.Already(Colour.GREEN, staged("v2", V2), false));
    }

    @Test
    void the_live_image_is_live_already() {
        image = Optional.of(V1);

        assertThat(stage(V1)).isEqualTo(new StageStep.Already(Colour.BLUE, staged("v1", V1), true));
    }

    @Test
    void the_same_image_is_a_new_attempt_when_asked_for_or_when_its_deployment_failed() {
        image = Optional.of(V2);
        var second = new StageStep.Write(Colour.GREEN, new Staged("v9", V2, "new", 2, 2), Optional.empty());

        assertThat(decide(new StageRequest("v9", V2, Optional.empty(), true))).isEqualTo(second);
        failed = Set.of(Colour.GREEN);
        assertThat(stage(V2)).isEqualTo(second);
    }

    @Test
    void another_number_of_tasks_is_a_new_attempt() {
        image = Optional.of(V2);

        assertThat(decide(new StageRequest("v9", V2, Optional.of(5), false)))
                .isEqualTo(new StageStep.Write(Colour.GREEN, new Staged("v9", V2, "new", 2, 5), Optional.empty()));
    }

    @Test
    void refuses_an_unknown_tag() {
        image = Optional.empty();

        assertThat(stage(V3))
                .isEqualTo(new StageStep.Refuse(
                        GateId.UNKNOWN_IMAGE,
                        "the repository connections has no image with the tag v9; push it first with `make image"
                                + " TAG=v9`"));
    }

    @Test
    void refuses_a_tag_that_names_another_image() {
        image = Optional.of(V2);

        assertThat(stage(V3))
                .isEqualTo(new StageStep.Refuse(
                        GateId.UNKNOWN_IMAGE,
                        "the tag v9 in the repository connections names " + V2 + ", not " + V3
                                + "; take the digest that `make image TAG=v9` printed"));
    }

    @Test
    void refuses_while_a_switch_is_unfinished() {
        record = v2Staged()
                .begin(4, new Pending(SwitchAction.CUTOVER, Optional.of(Colour.BLUE), Colour.GREEN, V2, "stage-v2"));

        assertThat(stage(V3))
                .isEqualTo(new StageStep.Refuse(
                        GateId.PENDING_OTHER,
                        "a cutover to green (sha256:222222222222) was begun and is not finished; finish it with"
                                + " `release cutover --digest " + V2 + "`, then stage"));
    }

    @Test
    void refuses_when_record_and_load_balancer_disagree() {
        traffic = new Traffic.To(Colour.GREEN);

        assertThat(stage(V3))
                .isEqualTo(new StageStep.Refuse(
                        GateId.DRIFT,
                        "traffic goes to green, but the record says blue is live; make them agree first: `release status`"
                                + " says how"));
    }

    @Test
    void refuses_when_no_colour_is_idle() {
        traffic = new Traffic.Elsewhere("several target groups: blue with weight 90 and green with weight 10");

        assertThat(stage(V3))
                .isEqualTo(new StageStep.Refuse(
                        GateId.DRIFT,
                        "the live rule forwards to several target groups: blue with weight 90 and green with weight 10,"
                                + " so no colour is idle; look at `release status`"));
    }

    /** A late order would send live traffic to what is staged now. */
    @Test
    @Tag("P14")
    void p14_refuses_while_an_order_of_somebody_overtaken_may_still_arrive() {
        fence = Optional.of(new StandingFence(
                new Fence(Instant.parse("2026-11-23T12:21:00Z"), 4, "sleeper@here"), Duration.ofSeconds(700)));

        assertThat(stage(V3))
                .isEqualTo(new StageStep.Refuse(
                        GateId.LATE_ORDER,
                        "sleeper@here (epoch 4) lost the lease in the middle of a switch. If that process is only asleep,"
                                + " its order to the load balancer may still arrive, and would send live traffic to the"
                                + " colour that is to be changed now. AWS takes no such order after 2026-11-23T12:21:00Z,"
                                + " in 12 min: run the same command again then; or, if that process is certainly dead,"
                                + " `release stage --force`"));

        image = Optional.of(V2);
        assertThat(stage(V2)).as("what is staged already changes nothing").isInstanceOf(StageStep.Already.class);
    }

    private StageStep stage(Digest digest) {
        return decide(new StageRequest("v9", digest, Optional.empty(), false));
    }

    private StageStep decide(StageRequest request) {
        return StageDecision.decide(
                request, new StageObservation(record, traffic, image, "connections", failed, fence), "new");
    }
}
