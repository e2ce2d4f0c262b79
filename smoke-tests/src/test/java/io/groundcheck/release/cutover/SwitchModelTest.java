package io.groundcheck.release.cutover;

import static io.groundcheck.release.fake.Samples.V1;
import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.record;
import static io.groundcheck.release.fake.Samples.staged;
import static io.groundcheck.release.fake.Samples.v2Staged;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Last;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.SwitchAction;
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
    private static final Set<Colour> BOTH = Set.of(Colour.BLUE, Colour.GREEN);
    private static final Traffic ON_BLUE = new Traffic.To(Colour.BLUE);
    private static final Traffic ON_GREEN = new Traffic.To(Colour.GREEN);
    private static final SwitchRequest TO_V1 = new SwitchRequest.CutOver(V1);
    private static final SwitchRequest TO_V2 = new SwitchRequest.CutOver(V2);
    private static final SwitchRequest BACK = new SwitchRequest.RollBack();

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
                        v2Staged(),
                        ON_BLUE,
                        Set.of(Colour.BLUE),
                        List.of(TO_V2, TO_V2),
                        List.of(TO_V2, BACK)));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void p14_traffic_converges_to_the_record_and_never_goes_to_an_unproven_colour(SwitchModel.Scenario scenario) {
        var found = new SwitchModel(scenario, CRASHES, UnaryOperator.identity()).explore();

        System.out.printf(
                "model: %s: %,d states, %,d ends, %,d late orders, %,d ends in which the late one died before its"
                        + " repair; crashes at most %d%n",
                scenario, found.states(), found.ends(), found.lateOrders(), found.unrepaired(), CRASHES);
        assertThat(found.counterExample()).isEmpty();
        assertThat(found.states()).isGreaterThan(100);
        assertThat(found.ends()).isPositive();
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

        assertThat(withoutGate.counterExample()).contains("traffic goes to green, which no evidence ever admitted");
    }

    /** In every interleaving somebody is late at least once: otherwise the model shows nothing about it. */
    @Test
    void p14_late_orders_do_occur() {
        assertThat(new SwitchModel(scenarios().toList().get(1), 0, UnaryOperator.identity())
                        .explore()
                        .lateOrders())
                .isPositive();
    }

    private static ReleaseRecord v2Live() {
        return v2Staged().finish(new Last(SwitchAction.CUTOVER, 3, Colour.GREEN, V2, "somebody", Instant.EPOCH));
    }

    private static ReleaseRecord firstRelease() {
        return record(Optional.empty(), Optional.empty(), Optional.of(staged("v1", V1)), Optional.empty());
    }
}
