package io.groundcheck.release.guard;

import static io.groundcheck.release.guard.ReleasePlanGuardTest.change;
import static io.groundcheck.release.guard.ReleasePlanGuardTest.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.plan.Plan;
import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.gate.Verdict;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.state.Traffic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoundationPlanGuardTest {

    private static final Traffic LIVE = new Traffic.To(Colour.GREEN);

    @ParameterizedTest
    @ValueSource(strings = {"aws_lb", "aws_lb_listener", "aws_lb_listener_rule", "aws_lb_target_group"})
    @Tag("P4")
    void refuses_to_take_away_what_carries_traffic_while_something_is_live(String type) {
        var plan = plan(change("module.load_balancer." + type + ".x", type, "delete\",\"create", "{}"));

        assertThat(FoundationPlanGuard.judge(plan, false, () -> LIVE))
                .isEqualTo(Verdict.refuse(
                        GateId.OUTAGE,
                        "traffic goes to green, and in this plan module.load_balancer." + type
                                + ".x is replaced: users would be without the service. If that is meant, add"
                                + " --allow-outage (`make infra-up ALLOW_OUTAGE=1`)"));
    }

    @Test
    void admits_it_while_nothing_is_live() {
        assertThat(FoundationPlanGuard.judge(destroysTheRule(), false, Traffic.Closed::new))
                .isEqualTo(Verdict.open());
    }

    @Test
    void admits_it_when_an_outage_is_meant() {
        assertThat(FoundationPlanGuard.judge(destroysTheRule(), true, () -> LIVE))
                .isEqualTo(Verdict.open());
    }

    @Test
    void admits_changes_in_place_and_other_deletions_without_asking() {
        var plan = plan(
                change("aws_lb.this", "aws_lb", "update", "{}"), change("aws_alarm.x", "aws_alarm", "delete", "null"));

        assertThat(FoundationPlanGuard.judge(plan, false, () -> {
                    throw new IllegalStateException("not to be asked");
                }))
                .isEqualTo(Verdict.open());
    }

    private static Plan destroysTheRule() {
        return plan(change("aws_lb_listener_rule.live", "aws_lb_listener_rule", "delete", "null"));
    }
}
