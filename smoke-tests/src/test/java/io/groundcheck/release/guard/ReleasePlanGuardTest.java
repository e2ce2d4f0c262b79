package io.groundcheck.release.guard;

import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.V3;
import static io.groundcheck.release.fake.Samples.v2Staged;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.plan.Plan;
import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.gate.Verdict;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.state.Traffic;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReleasePlanGuardTest {

    private static final String TASK = "module.colour[0].aws_ecs_task_definition.this";
    private static final String SERVICE = "module.colour[0].aws_ecs_service.this";

    private ReleaseRecord record = v2Staged();
    private Traffic traffic = new Traffic.To(Colour.BLUE);

    @Test
    void admits_the_idle_colours_first_service() {
        assertThat(judge(taskDefinition("create", "green", V2), service("create", "green")))
                .isEqualTo(Verdict.open());
    }

    @Test
    void admits_a_new_revision_and_the_service_that_takes_it() {
        assertThat(judge(taskDefinition("delete\",\"create", "green", V2), service("update", "green")))
                .isEqualTo(Verdict.open());
    }

    @Test
    void admits_a_new_attempt_that_leaves_the_task_definition_as_it_is() {
        assertThat(judge(taskDefinition("no-op", "green", V2), service("update", "green")))
                .isEqualTo(Verdict.open());
    }

    @Test
    void admits_a_plan_without_changes_even_of_the_live_colour() {
        traffic = new Traffic.To(Colour.GREEN);

        assertThat(judge(taskDefinition("no-op", "green", V2), service("no-op", "green")))
                .isEqualTo(Verdict.open());
    }

    @Test
    void refuses_to_touch_the_live_colour() {
        traffic = new Traffic.To(Colour.GREEN);

        assertThat(judge(taskDefinition("no-op", "green", V2), service("update", "green")))
                .isEqualTo(Verdict.refuse(
                        GateId.LIVE_COLOUR,
                        "traffic goes to green, and this plan changes green: replacing its tasks would drop requests;"
                                + " stage on the idle colour"));
    }

    @Test
    void refuses_to_touch_any_colour_while_both_may_take_traffic() {
        traffic = new Traffic.Elsewhere("several target groups: blue with weight 1 and green with weight 1");

        assertThat(judge(taskDefinition("no-op", "green", V2), service("update", "green")))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.gate()).isEqualTo(GateId.LIVE_COLOUR));
    }

    @Test
    void refuses_an_image_that_the_record_does_not_name() {
        assertThat(judge(taskDefinition("create", "green", V3), service("create", "green")))
                .isEqualTo(Verdict.refuse(
                        GateId.PLAN_DIGEST,
                        "the record says that green runs " + V2 + ", but the planned task definition names repo@" + V3
                                + "; run `make plan` again"));
    }

    @Test
    void refuses_a_service_without_a_task_definition_whose_image_is_known() {
        assertThat(judge(service("create", "green")))
                .isEqualTo(Verdict.refuse(
                        GateId.PLAN_DIGEST,
                        "the record says that green runs " + V2
                                + ", but the planned task definition names no image that"
                                + " is known now; run `make plan` again"));
    }

    @Test
    void refuses_a_colour_on_which_nothing_is_staged() {
        record = ReleaseRecord.empty();

        assertThat(judge(taskDefinition("create", "green", V2)))
                .isEqualTo(Verdict.refuse(
                        GateId.NOT_STAGED,
                        "nothing is staged on green, but this plan changes it; run `release stage`"));
    }

    @Test
    @Tag("P5")
    void refuses_every_other_resource_and_every_deletion() {
        assertThat(judge(
                        service("delete", "green"),
                        change("aws_lb_listener_rule.live", "aws_lb_listener_rule", "update", "{}")))
                .isEqualTo(Verdict.refuse(
                        GateId.UNEXPECTED_CHANGE,
                        "a release may create or change one colour's task definition and service, but in this plan "
                                + SERVICE + " is destroyed, aws_lb_listener_rule.live is updated in place"));
    }

    @Test
    void refuses_the_replacement_of_a_service() {
        assertThat(judge(service("delete\",\"create", "green")))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.gate()).isEqualTo(GateId.UNEXPECTED_CHANGE));
    }

    @Test
    void refuses_a_service_of_another_name() {
        assertThat(judge(service("update", "purple")))
                .isEqualTo(Verdict.refuse(
                        GateId.UNEXPECTED_CHANGE,
                        "expected connections-blue or connections-green, but the plan changes " + SERVICE
                                + " (connections-purple)"));
    }

    @Test
    void refuses_a_plan_of_both_colours() {
        assertThat(judge(service("update", "green"), change("b", "aws_ecs_service", "update", named("name", "blue"))))
                .isEqualTo(Verdict.refuse(
                        GateId.UNEXPECTED_CHANGE, "one plan changes one colour, but this one changes both"));
    }

    @Test
    void refuses_a_plan_that_failed_midway() {
        var plan = Plan.parse("{\"format_version\":\"1.2\",\"errored\":true,\"resource_changes\":[]}");

        assertThat(ReleasePlanGuard.judge(plan, "connections", record, traffic))
                .isEqualTo(Verdict.refuse(
                        GateId.UNEXPECTED_CHANGE,
                        "planning failed midway: this is a part of a plan; run `make plan` again"));
    }

    private Verdict judge(String... changes) {
        return ReleasePlanGuard.judge(plan(changes), "connections", record, traffic);
    }

    static Plan plan(String... changes) {
        return Plan.parse("{\"format_version\":\"1.2\",\"terraform_version\":\"1.11.4\",\"resource_changes\":["
                + String.join(",", List.of(changes)) + "]}");
    }

    private static String taskDefinition(String actions, String colour, Digest digest) {
        return change(
                TASK,
                "aws_ecs_task_definition",
                actions,
                "{\"family\":\"connections-" + colour
                        + "\",\"container_definitions\":\"[{\\\"name\\\":\\\"service\\\",\\\"image\\\":\\\"repo@"
                        + digest
                        + "\\\"}]\"}");
    }

    private static String service(String actions, String colour) {
        return change(SERVICE, "aws_ecs_service", actions, named("name", colour));
    }

    private static String named(String field, String colour) {
        return "{\"" + field + "\":\"connections-" + colour + "\"}";
    }

    static String change(String address, String type, String actions, String after) {
        return "{\"address\":\"" + address + "\",\"mode\":\"managed\",\"type\":\"" + type
                + "\",\"name\":\"this\",\"provider_name\":\"aws\",\"change\":{\"actions\":[\"" + actions
                + "\"],\"before\":null,\"after\":" + after + ",\"after_unknown\":{},\"before_sensitive\":false,"
                + "\"after_sensitive\":{}}}";
    }
}
