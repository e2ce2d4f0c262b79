package io.groundcheck.infrastructure.modules;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.junit.OnTarget;
import io.groundcheck.junit.Requires;
import io.groundcheck.junit.TerraformModule;
import io.groundcheck.plan.Plan;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Capability;
import io.groundcheck.target.Target;
import io.groundcheck.terraform.TerraformException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lines of docs/aws-only.md about a colour: the release root, planned over a contract and a record put there. */
@TerraformModule("terraform/release")
@OnTarget("moto")
@Requires(Capability.CONTROL_PLANE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReleaseAwsOnlyIT {

    private static final String NAME = "module-release";
    private static final String SERVICE = "module.colour[0].aws_ecs_service.this";
    private static final String TASK = "module.colour[0].aws_ecs_task_definition.this";
    private static final String CONTRACT = "/" + NAME + "/foundation";

    /** docs/contracts.md: the foundation contract, as far as this root reads it. */
    private static final String FOUNDATION = """
            {"schema": 1, "bucket": "%1$s", "subnets": ["subnet-1", "subnet-2"], "log_group": "/%1$s/service",
             "table": "%1$s", "repository": {"url": "123456789012.dkr.ecr.ap-southeast-1.amazonaws.com/%1$s"},
             "cluster": {"arn": "arn:aws:ecs:ap-southeast-1:123456789012:cluster/%1$s"},
             "security_groups": {"task": "sg-1"},
             "roles": {"task": "arn:aws:iam::123456789012:role/%1$s-task",
                       "execution": "arn:aws:iam::123456789012:role/%1$s-execution"},
             "target_groups": {
               "blue": "arn:aws:elasticloadbalancing:ap-southeast-1:123456789012:targetgroup/%1$s-blue/0123456789abcdef",
               "green": "arn:aws:elasticloadbalancing:ap-southeast-1:123456789012:targetgroup/%1$s-green/0123456789abcdef"}}
            """.formatted(NAME);

    private static final String RECORD = """
            {"schema": 1, "nonce": "n", "epoch": 1, "live": null, "previous": null, "pending": null,
             "colours": {"blue": {"tag": "v1", "digest": "sha256:%s", "stage_id": "s", "attempt": 1,
                                  "desired_count": 2}, "green": null}, "last": null}
            """.formatted("0".repeat(64));

    private static Plan plan;

    @BeforeAll
    static void plan(Stack release, Target target) {
        try (SsmClient ssm = target.client(SsmClient.builder());
                S3Client s3 = target.client(S3Client.builder().forcePathStyle(true))) {
            ssm.putParameter(r -> r.name(CONTRACT).type(ParameterType.STRING).value(FOUNDATION));
            s3.createBucket(r -> r.bucket(NAME));
            s3.putObject(
                    r -> r.bucket(NAME).key("release.json").contentType("application/json"),
                    RequestBody.fromString(RECORD));
        }
        plan = release.set("name", NAME).set("colour", "blue").plan();
    }

    @AfterAll
    static void remove(Target target) {
        try (SsmClient ssm = target.client(SsmClient.builder());
                S3Client s3 = target.client(S3Client.builder().forcePathStyle(true))) {
            ssm.deleteParameter(r -> r.name(CONTRACT));
            s3.deleteObject(r -> r.bucket(NAME).key("release.json"));
            s3.deleteBucket(r -> r.bucket(NAME));
        }
    }

    @Test
    void tasks_can_pull_their_image_from_a_public_subnet() {
        assertThat(plan)
                .attribute(SERVICE, "network_configuration[0].assign_public_ip")
                .isEqualTo(true);
    }

    @Test
    void tasks_register_by_address() {
        assertThat(plan).attribute(TASK, "network_mode").isEqualTo("awsvpc");
    }

    @Test
    void cpu_memory_and_architecture_are_fargates_and_the_images() {
        assertThat(plan)
                .attribute(TASK, "cpu")
                .isEqualTo("512")
                .attribute(TASK, "memory")
                .isEqualTo("1024")
                .attribute(TASK, "runtime_platform[0].cpu_architecture")
                .isEqualTo("X86_64");
    }

    @Test
    void tasks_get_time_to_answer_and_to_start() {
        JsonNode containers = JsonMapper.shared()
                .readTree(plan.change(TASK)
                        .orElseThrow()
                        .change()
                        .after()
                        .at("container_definitions")
                        .asString());
        assertThat(containers).hasSize(1);
        assertThat(containers.path(0).path("stopTimeout").asInt()).isEqualTo(30);
        assertThat(plan).attribute(SERVICE, "health_check_grace_period_seconds").isEqualTo(60);
    }

    @Test
    @Tag("P7")
    void an_old_image_never_comes_back_by_itself() {
        assertThat(plan)
                .attribute(SERVICE, "deployment_circuit_breaker[0].enable")
                .isEqualTo(true)
                .attribute(SERVICE, "deployment_circuit_breaker[0].rollback")
                .isEqualTo(false);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void an_image_for_arm_gets_arm_and_an_odd_pair_of_cpu_and_memory_is_refused(Stack release) {
        release.set("cpu_architecture", "ARM64").set("cpu", 256).set("memory", 2048);
        assertThat(release.plan())
                .attribute(TASK, "runtime_platform[0].cpu_architecture")
                .isEqualTo("ARM64")
                .attribute(TASK, "cpu")
                .isEqualTo("256")
                .attribute(TASK, "memory")
                .isEqualTo("2048");

        assertThatThrownBy(() -> release.set("memory", 4096).plan())
                .isInstanceOf(TerraformException.class)
                .hasMessageContaining("Fargate has no task of 256 CPU units and 4096 MiB.")
                .hasMessageContaining("256 with 512, 1024 or 2048");
    }
}
