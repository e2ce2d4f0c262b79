package io.groundcheck.infrastructure.modules;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.junit.OnTarget;
import io.groundcheck.junit.Requires;
import io.groundcheck.junit.TerraformModule;
import io.groundcheck.plan.Plan;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Capability;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Planned only: the provider takes 30 to 60 s for a load balancer. The journey applies and destroys the module; its
 * lines of docs/aws-only.md are in {@link FoundationAwsOnlyIT}.
 */
@TerraformModule("terraform/modules/load_balancer/examples/basic")
@OnTarget("moto")
@Requires(Capability.CONTROL_PLANE)
class LoadBalancerIT {

    private static final String MODULE = "module.load_balancer.";

    private static Plan plan;

    @BeforeAll
    static void plan(Stack loadBalancer) {
        plan = loadBalancer.set("name", "module-balancer").plan();
    }

    @Test
    @Tag("P3")
    void the_live_rule_begins_closed_and_is_asked_after_the_candidates() {
        String live = MODULE + "aws_lb_listener_rule.live";
        assertThat(plan)
                .destroysNothing()
                .attribute(live, "priority")
                .isEqualTo(100)
                .attribute(live, "action[0].type")
                .isEqualTo("fixed-response")
                .attribute(live, "action[0].fixed_response[0].status_code")
                .isEqualTo("503")
                .attribute(live, "action[0].fixed_response[0].message_body")
                .isEqualTo("no release is live")
                .attribute(MODULE + "aws_lb_listener_rule.candidate[\"blue\"]", "priority")
                .isEqualTo(10)
                .attribute(MODULE + "aws_lb_listener_rule.candidate[\"green\"]", "priority")
                .isEqualTo(11);
    }

    @Test
    void who_matches_no_rule_gets_503() {
        assertThat(plan)
                .attribute(MODULE + "aws_lb_listener.traffic", "default_action[0].fixed_response[0].status_code")
                .isEqualTo("503");
    }

    /** Drawn while it is applied, so that no plan holds it; that it stands in no log either is for the journey to see. */
    @Test
    void the_candidate_token_is_drawn_at_apply_and_sensitive() {
        assertThat(plan)
                .attribute(MODULE + "aws_ssm_parameter.candidate_token", "type")
                .isEqualTo("SecureString")
                .attribute(MODULE + "aws_ssm_parameter.candidate_token", "value")
                .isSensitive()
                .attribute(MODULE + "aws_ssm_parameter.candidate_token", "value")
                .isUnknown();
    }
}
