package io.groundcheck.infrastructure.modules;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static io.groundcheck.infrastructure.modules.PolicyDocument.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.junit.OnTarget;
import io.groundcheck.junit.Requires;
import io.groundcheck.junit.TerraformModule;
import io.groundcheck.plan.Plan;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Capability;
import io.groundcheck.target.Target;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;
import tools.jackson.databind.JsonNode;

/** The roles' policies name the log group and so are known only once it exists: this module is applied first. */
@TerraformModule("terraform/modules/cluster/examples/basic")
@OnTarget("moto")
@Requires(Capability.CONTROL_PLANE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {

    private static final String NAME = "module-cluster";

    private static Plan second;

    @BeforeAll
    static void apply(Stack cluster) {
        cluster.set("name", NAME).apply();
        second = cluster.plan();
    }

    @Test
    void is_made_once() {
        assertThat(second).hasNoChanges();
    }

    @Test
    void ecs_may_pull_the_image_and_write_the_log_and_nothing_else(Target target) {
        var policy = PolicyDocument.in(second, "module.cluster.aws_iam_role_policy.execution", "policy");
        String account = target.region() + ":" + target.account();

        assertThat(policy.statements()).hasSize(3);
        JsonNode login = policy.statement("Login");
        assertThat(texts(login.path("Action"))).containsExactly("ecr:GetAuthorizationToken");
        assertThat(texts(login.path("Resource"))).containsExactly("*");
        JsonNode pull = policy.statement("Pull");
        assertThat(texts(pull.path("Action")))
                .containsExactlyInAnyOrder(
                        "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer");
        assertThat(texts(pull.path("Resource"))).containsExactly("arn:aws:ecr:" + account + ":repository/" + NAME);
        JsonNode log = policy.statement("Log");
        assertThat(texts(log.path("Action"))).containsExactlyInAnyOrder("logs:CreateLogStream", "logs:PutLogEvents");
        assertThat(texts(log.path("Resource")))
                .containsExactly("arn:aws:logs:" + account + ":log-group:/" + NAME + "/service:*");
    }

    @Test
    void the_service_may_use_its_table_only(Target target) {
        var policy = PolicyDocument.in(second, "module.cluster.aws_iam_role_policy.task", "policy");

        assertThat(policy.statements()).hasSize(1);
        JsonNode table = policy.statement("Table");
        assertThat(texts(table.path("Action")))
                .containsExactlyInAnyOrder(
                        "dynamodb:ConditionCheckItem",
                        "dynamodb:DeleteItem",
                        "dynamodb:GetItem",
                        "dynamodb:PutItem",
                        "dynamodb:Query");
        assertThat(texts(table.path("Resource")))
                .containsExactly("arn:aws:dynamodb:" + target.region() + ":" + target.account() + ":table/" + NAME);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void goes_again(Stack cluster, Target target) {
        cluster.destroy();

        try (EcsClient ecs = target.client(EcsClient.builder());
                CloudWatchLogsClient logs = target.client(CloudWatchLogsClient.builder());
                IamClient iam = target.client(IamClient.builder())) {
            // AWS and moto go on showing a deleted cluster for a while, as INACTIVE
            assertThat(ecs.describeClusters(r -> r.clusters(NAME)).clusters())
                    .noneMatch(found -> "ACTIVE".equals(found.status()));
            assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix("/" + NAME))
                            .logGroups())
                    .isEmpty();
            assertThat(iam.listRolesPaginator().roles())
                    .noneMatch(role -> role.roleName().startsWith(NAME));
        }
    }
}
