package io.groundcheck.release.cutover;

import static io.groundcheck.release.fake.Samples.V1;
import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.V3;
import static io.groundcheck.release.fake.Samples.record;
import static io.groundcheck.release.fake.Samples.staged;
import static io.groundcheck.release.fake.Samples.v2Staged;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.release.fake.Samples;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.Last;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.record.SwitchAction;
import io.groundcheck.release.rollout.StageDecision;
import io.groundcheck.release.rollout.StageObservation;
import io.groundcheck.release.rollout.StageStep;
import io.groundcheck.release.state.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every interleaving of two processes, with crashes and late orders; {@link SwitchModel} states the bounds. */
@Tag("P14")
class SwitchModelTest {

    private static final int CRASHES = 2;
    private static final Set<Digest> BOTH = Set.of(V1, V2);
    private static final Traffic ON_BLUE = new Traffic.To(Colour.BLUE);
    private static final Traffic ON_GREEN = new Traffic.To(Colour.GREEN);
    private static final SwitchModel.Command TO_V1 = new SwitchModel.Move(new SwitchRequest.CutOver(V1));
    private static final SwitchModel.Command TO_V2 = new SwitchModel.Move(new SwitchRequest.CutOver(V2));
    private static final SwitchModel.Command BACK = new SwitchModel.Move(new SwitchRequest.RollBack());

    private static final SwitchModel.Command TRY_V2 = new SwitchModel.Move(new SwitchRequest.CutOver(V2, List.of(10)));
    private static final SwitchModel.Command TO_V3 = new SwitchModel.Move(new SwitchRequest.CutOver(V3));
    private static final SwitchModel.Command V3_UNTESTED = new SwitchModel.Release("v3", V3, false);
    private static final SwitchModel.Command V3_TESTED = new SwitchModel.Release("v3", V3, true);

    static Stream<SwitchModel.Scenario> scenarios() {
        return Stream.of(
                new SwitchModel.Scenario(
                        "a cutover and a rollback against a cutover",
                        v2Staged(),
                        ON_BLUE,
                        BOTH,
                        List.of(TO_V2, BACK),
                        List.of(TO_V2)),
                new SwitchModel.Scenario(
                        "a cutover against a rollback and a cutover again",
                        v2Staged(),
                        ON_BLUE,
                        BOTH,
                        List.of(TO_V2),
                        List.of(BACK, TO_V2)),
                new SwitchModel.Scenario(
                        "two rollbacks and a cutover again",
                        v2Live(),
                        ON_GREEN,
                        BOTH,
                        List.of(BACK),
                        List.of(BACK, TO_V2)),
                new SwitchModel.Scenario(
                        "the first release",
                        firstRelease(),
                        new Traffic.Closed(),
                        BOTH,
                        List.of(TO_V1),
                        List.of(TO_V1, BACK)),
                new SwitchModel.Scenario(
                        "a rule that was made anew",
                        v2Live(),
                        new Traffic.Closed(),
                        BOTH,
                        List.of(TO_V2),
                        List.of(BACK, TO_V2)),
                new SwitchModel.Scenario(
                        "a candidate without evidence",
                        v2Untested(),
                        ON_BLUE,
                        Set.of(V1),
                        List.of(TO_V2, TO_V2),
                        List.of(TO_V2, BACK)),
                new SwitchModel.Scenario(
                        "a cutover against a rollback and v3 over the idle colour",
                        v2Staged(),
                        ON_BLUE,
                        BOTH,
                        List.of(TO_V2),
                        List.of(BACK, V3_UNTESTED)),
                new SwitchModel.Scenario(
                        "a rollback and a cutover to v3 against v3 over the idle colour, untested",
                        v2Live(),
                        ON_GREEN,
                        BOTH,
                        List.of(BACK, TO_V3),
                        List.of(V3_UNTESTED)),
                new SwitchModel.Scenario(
                        "a cutover against v3 over the idle colour, tested, and a cutover to it",
                        v2Staged(),
                        ON_BLUE,
                        Set.of(V1, V2, V3),
                        List.of(TO_V2),
                        List.of(V3_TESTED, TO_V3)),
                new SwitchModel.Scenario(
                        "a canary of two parts against a rollback",
                        v2Staged(),
                        ON_BLUE,
                        BOTH,
                        List.of(new SwitchModel.Move(new SwitchRequest.CutOver(V2, List.of(10, 50)))),
                        List.of(BACK)),
                new SwitchModel.Scenario(
                        "a canary against a cutover", v2Staged(), ON_BLUE, BOTH, List.of(TRY_V2), List.of(TO_V2)),
                new SwitchModel.Scenario(
                        "a canary against a rollback and v3 over the idle colour",
                        v2Staged(),
                        ON_BLUE,
                        BOTH,
                        List.of(TRY_V2),
                        List.of(BACK, V3_UNTESTED)),
                new SwitchModel.Scenario(
                        "a canary without evidence",
                        v2Untested(),
                        ON_BLUE,
                        Set.of(V1),
                        List.of(TRY_V2, BACK),
                        List.of(TRY_V2)));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void p14_traffic_converges_to_the_record_and_never_goes_to_an_unproven_colour(SwitchModel.Scenario scenario) {
        var crashes = crashes(scenario);
        var found = new SwitchModel(scenario, crashes, UnaryOperator.identity()).explore();

        System.out.printf(
                "model: %s: %,d states, %,d ends, %,d late orders, %,d refused for their age, %,d ends in which the late"
                        + " one died before its repair; crashes at most %d%n",
                scenario,
                found.states(),
                found.ends(),
                found.lateOrders(),
                found.refusedForAge(),
                found.unrepaired(),
                crashes);
        assertThat(found.counterExample()).isEmpty();
        assertThat(found.states()).isGreaterThan(100);
        assertThat(found.ends()).isPositive();
        // Where nobody comes late, the model shows nothing about it; without evidence nothing is ever ordered.
        assertThat(found.lateOrders() > 0).isEqualTo(!scenario.name().endsWith(" without evidence"));
    }

    /** Fewer for a canary, which has twice the steps: the model is to take seconds. */
    private static int crashes(SwitchModel.Scenario scenario) {
        return scenario.name().startsWith("a canary") ? 1 : CRASHES;
    }

    /** What shows that the model can find it: without the repair, a sleeper's call undoes what the winner did. */
    @Test
    void p14_finds_the_late_order_when_the_repair_is_taken_out() {
        var withoutRepair = new SwitchModel(
                        scenarios().toList().get(1),
                        0,
                        step -> step instanceof Step.PutBack ? new Step.Lost("no repair") : step)
                .explore();

        assertThat(withoutRepair.counterExample()).isNotEmpty();
        assertThat(withoutRepair.counterExample()).anyMatch(event -> event.startsWith("LATE P"));
        assertThat(withoutRepair
                        .counterExample()
                        .get(withoutRepair.counterExample().size() - 1))
                .startsWith("everybody has gone home, traffic goes to ");
    }

    /** And that it can find traffic where it must not be: the gate's refusal taken for an order. */
    @Test
    void p01_finds_the_unproven_colour_when_the_gate_is_taken_out() {
        var scenario = scenarios().toList().get(5);
        var withoutGate = new SwitchModel(
                        scenario, 0, step -> step instanceof Step.Refuse ? new Step.Forward(Colour.GREEN) : step)
                .explore();

        assertThat(withoutGate.counterExample()).contains("traffic goes to green, and no evidence ever admitted green");
    }

    @Test
    void finds_a_part_of_traffic_at_an_unproven_colour_when_the_gate_is_taken_out() {
        var withoutGate = new SwitchModel(
                        scenario("a canary without evidence"),
                        0,
                        step -> step instanceof Step.Refuse ? new Step.Shift(Colour.GREEN, 10) : step)
                .explore();

        assertThat(withoutGate.counterExample())
                .contains("traffic goes to 90 % to blue, 10 % to green, and no evidence ever admitted green");
    }

    /** A canary that is given up in the record only. */
    @Test
    void finds_the_canary_that_stays_when_it_is_not_taken_back() {
        var withoutRetreat = new SwitchModel(
                        scenario("a canary against a cutover"),
                        0,
                        step -> step instanceof Step.Retreat retreat ? new Step.Abandon(retreat.why()) : step)
                .explore();

        assertThat(withoutRetreat.counterExample()).isNotEmpty();
        assertThat(withoutRetreat
                        .counterExample()
                        .get(withoutRetreat.counterExample().size() - 1))
                .startsWith(
                        "everybody has gone home, traffic goes to 90 % to blue, 10 % to green, but the record says");
    }

    /** All traffic goes to a canary that passed, but the record still says that only a part may. */
    @Test
    void finds_the_disagreement_when_a_canary_that_passed_is_not_written_down() {
        var withoutPromotion = new SwitchModel(
                        scenario("a canary against a cutover"),
                        0,
                        step -> step instanceof Step.Promote promote
                                ? new Step.Forward(promote.pending().to())
                                : step)
                .explore();

        assertThat(withoutPromotion.counterExample()).isNotEmpty();
    }

    /** One that is late gives a part to what somebody else has just taken back. */
    @Test
    void finds_the_late_canary_when_the_repair_is_taken_out() {
        var withoutRepair = new SwitchModel(
                        scenario("a canary against a cutover"),
                        0,
                        step -> step instanceof Step.PutBack ? new Step.Lost("no repair") : step)
                .explore();

        assertThat(withoutRepair.counterExample()).anyMatch(event -> event.startsWith("LATE P"));
    }

    private static SwitchModel.Scenario scenario(String name) {
        return scenarios().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    // What keeps a staging between two switches from hurting

    /** A switch is begun, and its order on its way; what it goes to may not be replaced. */
    @Test
    void finds_the_unproven_version_when_stage_does_not_look_at_what_is_pending() {
        foundWith(
                new SwitchModel.Staging(
                        (request, seen, id) -> StageDecision.decide(request, with(seen, withoutPending(seen)), id),
                        true),
                6,
                "traffic goes to green, and no evidence ever admitted green");
    }

    /** Between its look and its write a switch was begun. */
    @Test
    void finds_the_unproven_version_when_stage_does_not_compare_and_swap() {
        foundWith(
                new SwitchModel.Staging(StageDecision::decide, false),
                6,
                "traffic goes to green, and no evidence ever admitted green");
    }

    /** A sleeper's order came late and was never undone: the colour without traffic is the live one on record. */
    @Test
    void finds_the_way_back_gone_when_stage_does_not_look_at_drift() {
        foundWith(
                new SwitchModel.Staging(
                        (request, seen, id) ->
                                StageDecision.decide(request, with(seen, liveIsWhereTrafficGoes(seen)), id),
                        true),
                6,
                "and the next command doesn't mend it: traffic goes to green, but the record says blue is live");
    }

    /** The evidence of the staging before would open the gate for the new one. */
    @Test
    void finds_the_unproven_version_when_stage_keeps_the_evidence_of_what_it_replaces() {
        foundWith(
                new SwitchModel.Staging(
                        (request, seen, id) -> StageDecision.decide(request, seen, id) instanceof StageStep.Write write
                                ? new StageStep.Write(
                                        write.colour(),
                                        write.staged()
                                                .withEvidence(Samples.staged("x", V3)
                                                        .evidence()
                                                        .orElseThrow()),
                                        write.endsRollback())
                                : StageDecision.decide(request, seen, id),
                        true),
                7,
                "no evidence ever admitted blue");
    }

    /** It wakes up when v3 is on the colour that its order goes to. */
    @Test
    void p14_finds_the_unproven_version_when_nobody_looks_before_sending() {
        found(
                new SwitchModel(scenarios().toList().get(6), CRASHES, UnaryOperator.identity()).withoutLastLook(),
                "traffic goes to green, and no evidence ever admitted green");
    }

    /** It slept after its last look, and its order is as good as new. */
    @Test
    void p14_finds_the_unproven_version_when_nobody_fences_the_order_of_who_was_overtaken() {
        found(
                new SwitchModel(scenarios().toList().get(6), CRASHES, UnaryOperator.identity()).withoutFence(),
                "traffic goes to green, and no evidence ever admitted green");
    }

    /** The fence stands in the record, but {@code stage} doesn't ask for it. */
    @Test
    void p14_finds_the_unproven_version_when_stage_does_not_look_at_the_fence() {
        foundWith(
                new SwitchModel.Staging(
                        (request, seen, id) -> StageDecision.decide(
                                request,
                                new StageObservation(
                                        seen.record(),
                                        seen.traffic(),
                                        seen.image(),
                                        seen.repository(),
                                        seen.failed(),
                                        Optional.empty()),
                                id),
                        true),
                6,
                "traffic goes to green, and no evidence ever admitted green");
    }

    private static void foundWith(SwitchModel.Staging staging, int scenario, String what) {
        found(new SwitchModel(scenarios().toList().get(scenario), CRASHES, UnaryOperator.identity(), staging), what);
    }

    private static void found(SwitchModel model, String what) {
        var counterExample = model.explore().counterExample();

        assertThat(counterExample).isNotEmpty();
        assertThat(counterExample.get(counterExample.size() - 1)).endsWith(what);
    }

    private static StageObservation with(StageObservation seen, ReleaseRecord record) {
        return new StageObservation(
                record, seen.traffic(), seen.image(), seen.repository(), seen.failed(), seen.fence());
    }

    private static ReleaseRecord withoutPending(StageObservation seen) {
        return seen.record().abandon(seen.record().epoch());
    }

    private static ReleaseRecord liveIsWhereTrafficGoes(StageObservation seen) {
        var record = seen.record();
        return new ReleaseRecord(
                record.schema(),
                record.nonce(),
                record.epoch(),
                seen.traffic().target(),
                record.previous(),
                record.pending(),
                record.colours(),
                record.last(),
                record.fence());
    }

    private static ReleaseRecord v2Untested() {
        return v2Staged().stage(Colour.GREEN, new Staged("v2", V2, "stage-v2", 1, 2));
    }

    private static ReleaseRecord v2Live() {
        return v2Staged().finish(new Last(SwitchAction.CUTOVER, 3, Colour.GREEN, V2, "somebody", Instant.EPOCH));
    }

    private static ReleaseRecord firstRelease() {
        return record(Optional.empty(), Optional.empty(), Optional.of(staged("v1", V1)), Optional.empty());
    }
}
