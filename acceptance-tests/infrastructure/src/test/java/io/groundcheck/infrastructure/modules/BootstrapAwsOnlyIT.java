package io.groundcheck.infrastructure.modules;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;

import io.groundcheck.junit.OnTarget;
import io.groundcheck.junit.Requires;
import io.groundcheck.junit.TerraformModule;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Capability;
import org.junit.jupiter.api.Test;

/** The state bucket as AWS gets it: a stack takes no tfvars file along, and fakecloud's turns versions off. */
@TerraformModule("terraform/bootstrap")
@OnTarget("moto")
@Requires(Capability.CONTROL_PLANE)
class BootstrapAwsOnlyIT {

    @Test
    void a_state_can_be_taken_back_for_90_days(Stack bootstrap) {
        assertThat(bootstrap.plan())
                .attribute("aws_s3_bucket_versioning.this[0]", "versioning_configuration[0].status")
                .isEqualTo("Enabled")
                .attribute(
                        "aws_s3_bucket_lifecycle_configuration.this[0]",
                        "rule[0].noncurrent_version_expiration[0].noncurrent_days")
                .isEqualTo(90)
                .attribute("aws_s3_bucket_lifecycle_configuration.this[0]", "rule[0].status")
                .isEqualTo("Enabled")
                .attribute("aws_s3_bucket.this", "force_destroy")
                .isEqualTo(false);
    }
}
