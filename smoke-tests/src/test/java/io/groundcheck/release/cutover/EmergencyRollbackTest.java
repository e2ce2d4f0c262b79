package io.groundcheck.release.cutover;

import static io.groundcheck.release.fake.Samples.v2Staged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.state.Traffic;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmergencyRollbackTest {

    private final Harness harness = new Harness(v2Staged());

    @Test
    void moves_traffic_without_the_bucket_and_says_what_it_assumes() {
        harness.aws.traffic = new Traffic.To(Colour.GREEN);
        harness.aws.bucketAnswers = false;

        assertThat(run(Optional.empty()))
                .isEqualTo(
                        "traffic goes to blue. The record doesn't know: once the bucket is back, run `release status`");

        assertThat(harness.aws.orders).containsExactly("forward blue");
        assertThat(harness.said)
                .contains("without the record nobody can say what blue runs: assuming it holds the version before."
                        + " Running this again without --to would move traffic back");
    }

    @Test
    void said_where_to_it_happens_once() {
        harness.aws.traffic = new Traffic.To(Colour.GREEN);
        run(Optional.of(Colour.BLUE));

        assertThat(run(Optional.of(Colour.BLUE))).isEqualTo("traffic goes to blue already; nothing was changed");
        assertThat(harness.aws.orders).hasSize(1);
    }

    @Test
    void refuses_where_nothing_is_healthy() {
        harness.aws.targets.put(Colour.GREEN, List.of());

        assertThatThrownBy(() -> run(Optional.empty()))
                .isInstanceOf(GateRefusedException.class)
                .hasMessage("no target of green is healthy: traffic sent there would fail");
        assertThat(harness.aws.orders).isEmpty();
    }

    @Test
    void asks_where_to_when_the_rule_does_not_say() {
        harness.aws.traffic = new Traffic.Closed();

        assertThatThrownBy(() -> run(Optional.empty()))
                .isInstanceOf(GateRefusedException.class)
                .hasMessage(
                        "traffic goes to nowhere (the live rule answers 503): say where it is to go with --to blue or"
                                + " green");
    }

    @Test
    void looks_at_the_rule_when_the_order_was_not_answered() {
        harness.aws.loseNextAnswer = true;

        assertThat(run(Optional.empty())).startsWith("traffic goes to green.");
    }

    private String run(Optional<Colour> to) {
        return new EmergencyRollback(
                        harness.aws.loadBalancer(),
                        harness::round,
                        harness.ticker,
                        SwitchSettings.DEFAULT,
                        harness.said::add)
                .run(to);
    }
}
