package io.groundcheck.infrastructure.modules;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.junit.OnTarget;
import io.groundcheck.junit.Requires;
import io.groundcheck.junit.TerraformModule;
import io.groundcheck.plan.Plan;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Capability;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lines of docs/aws-only.md about the foundation: planned with defaults, and once more with a certificate. */
@TerraformModule("terraform/foundation")
@OnTarget("moto")
@Requires(Capability.CONTROL_PLANE)
class FoundationAwsOnlyIT {

    private static final String CERTIFICATE = "arn:aws:acm:ap-southeast-1:123456789012:certificate/example";

    private static Plan plan;
    private static Plan withCertificate;

    @BeforeAll
    static void plan(Stack foundation) {
        plan = foundation.plan();
        withCertificate = foundation
                .set("certificate_arn", CERTIFICATE)
                .set("domain_name", "connections.example.com")
                .plan();
    }

    @Test
    void tasks_have_a_way_out_for_https() {
        String egress = "module.network.aws_vpc_security_group_egress_rule.task_https";
        assertThat(plan)
                .attribute("module.network.aws_route.internet", "destination_cidr_block")
                .isEqualTo("0.0.0.0/0")
                .attribute(egress, "from_port")
                .isEqualTo(443)
                .attribute(egress, "to_port")
                .isEqualTo(443)
                .attribute(egress, "cidr_ipv4")
                .isEqualTo("0.0.0.0/0");
    }

    /** That the group is the load balancer's is known only after apply: {@link NetworkIT}. */
    @Test
    void tasks_are_open_to_no_address() {
        String ingress = "module.network.aws_vpc_security_group_ingress_rule.task_from_load_balancer";
        assertThat(plan)
                .attribute(ingress, "cidr_ipv4")
                .isAbsent()
                .attribute(ingress, "from_port")
                .isEqualTo(8080)
                .attribute(ingress, "to_port")
                .isEqualTo(8080);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blue", "green"})
    @Tag("P13")
    void a_target_group_takes_addresses_drains_in_time_asks_liveness_and_pins_nobody(String colour) {
        String group = "module.load_balancer.aws_lb_target_group.this[\"" + colour + "\"]";
        assertThat(plan)
                .attribute(group, "target_type")
                .isEqualTo("ip")
                .attribute(group, "deregistration_delay")
                .isEqualTo("30")
                .attribute(group, "health_check[0].path")
                .isEqualTo("/actuator/health/liveness")
                .attribute(group, "stickiness[0].enabled")
                .isEqualTo(false);
    }

    @Test
    void the_load_balancer_closes_idle_connections_before_the_service_does() {
        assertThat(plan)
                .attribute("module.load_balancer.aws_lb.this", "idle_timeout")
                .isEqualTo(60);
    }

    /** Its ARN is known only after apply, what it is taken from at once. */
    @Test
    @Tag("P8")
    void a_candidate_rule_leads_to_the_group_of_its_colour() {
        assertThat(plan)
                .creates(
                        "module.load_balancer.aws_lb_listener_rule.candidate[\"blue\"]",
                        "module.load_balancer.aws_lb_listener_rule.candidate[\"green\"]");
        JsonNode rule = configured("load_balancer", "aws_lb_listener_rule.candidate");
        JsonNode action = rule.path("expressions").path("action");
        assertThat(action).hasSize(1);
        assertThat(PolicyDocument.texts(action.path(0).path("target_group_arn").path("references")))
                .contains("aws_lb_target_group.this", "each.key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"task", "execution"})
    void ecs_can_assume_the_roles_of_a_task(String role) {
        var trust = PolicyDocument.in(plan, "module.cluster.aws_iam_role." + role, "assume_role_policy");
        assertThat(trust.statements())
                .singleElement()
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"Effect": "Allow", "Action": "sts:AssumeRole",
                         "Principal": {"Service": "ecs-tasks.amazonaws.com"}}
                        """));
    }

    @Test
    void nothing_with_data_or_traffic_is_destroyed_by_mistake() {
        assertThat(plan)
                .attribute("module.load_balancer.aws_lb.this", "enable_deletion_protection")
                .isEqualTo(true)
                .attribute("module.table.aws_dynamodb_table.this", "deletion_protection_enabled")
                .isEqualTo(true)
                .attribute("module.table.aws_dynamodb_table.this", "point_in_time_recovery[0].enabled")
                .isEqualTo(true)
                .attribute("module.release_bucket.aws_s3_bucket.this", "force_destroy")
                .isEqualTo(false)
                .attribute("module.registry.aws_ecr_repository.this", "force_delete")
                .isEqualTo(false);
    }

    @Test
    @Tag("P10")
    void a_tag_never_moves() {
        assertThat(plan)
                .attribute("module.registry.aws_ecr_repository.this", "image_tag_mutability")
                .isEqualTo("IMMUTABLE");
    }

    @Test
    void container_insights_makes_no_log_group() {
        assertThat(plan)
                .attribute("module.cluster.aws_ecs_cluster.this", "setting")
                .isEqualTo(List.of(Map.of("name", "containerInsights", "value", "disabled")));
    }

    @Test
    void with_a_certificate_443_serves_and_80_redirects() {
        String traffic = "module.load_balancer.aws_lb_listener.traffic";
        String redirect = "module.load_balancer.aws_lb_listener.redirect[0]";
        assertThat(withCertificate)
                .creates("module.network.aws_vpc_security_group_ingress_rule.listener[\"443\"]")
                .attribute(traffic, "port")
                .isEqualTo(443)
                .attribute(traffic, "protocol")
                .isEqualTo("HTTPS")
                .attribute(traffic, "ssl_policy")
                .isEqualTo("ELBSecurityPolicy-TLS13-1-2-2021-06")
                .attribute(traffic, "certificate_arn")
                .isEqualTo(CERTIFICATE)
                .attribute(redirect, "port")
                .isEqualTo(80)
                .attribute(redirect, "default_action[0].redirect[0].port")
                .isEqualTo("443")
                .attribute(redirect, "default_action[0].redirect[0].status_code")
                .isEqualTo("HTTP_301");
    }

    @Test
    void without_one_80_serves() {
        String traffic = "module.load_balancer.aws_lb_listener.traffic";
        assertThat(plan)
                .attribute(traffic, "port")
                .isEqualTo(80)
                .attribute(traffic, "protocol")
                .isEqualTo("HTTP");
        assertThat(plan.change("module.load_balancer.aws_lb_listener.redirect[0]"))
                .isEmpty();
    }

    private static JsonNode configured(String module, String address) {
        JsonNode resources = plan.configuration()
                .path("root_module")
                .path("module_calls")
                .path(module)
                .path("module")
                .path("resources");
        for (JsonNode resource : resources) {
            if (resource.path("address").asString("").equals(address)) {
                return resource;
            }
        }
        throw new AssertionError("expected the module " + module + " to hold " + address);
    }
}
