package io.groundcheck.infrastructure.modules;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.junit.OnTarget;
import io.groundcheck.junit.Requires;
import io.groundcheck.junit.TerraformModule;
import io.groundcheck.plan.Plan;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Capability;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Planned only; its life: {@link ReleaseBucketLifeIT}. */
@TerraformModule("terraform/modules/release_bucket/examples/basic")
@OnTarget("moto")
@Requires(Capability.CONTROL_PLANE)
class ReleaseBucketIT {

    private static final String MODULE = "module.release_bucket.";

    @Test
    void keeps_every_version_lets_nobody_in_and_begins_with_an_empty_record(Stack bucket) {
        Plan plan = bucket.set("name", "module-bucket").plan();

        String access = MODULE + "aws_s3_bucket_public_access_block.this";
        assertThat(plan)
                .destroysNothing()
                .attribute(MODULE + "aws_s3_bucket_versioning.this", "versioning_configuration[0].status")
                .isEqualTo("Enabled")
                .attribute(
                        MODULE + "aws_s3_bucket_lifecycle_configuration.this",
                        "rule[0].noncurrent_version_expiration[0].noncurrent_days")
                .isEqualTo(365)
                .attribute(access, "block_public_acls")
                .isEqualTo(true)
                .attribute(access, "block_public_policy")
                .isEqualTo(true)
                .attribute(access, "ignore_public_acls")
                .isEqualTo(true)
                .attribute(access, "restrict_public_buckets")
                .isEqualTo(true)
                .attribute(MODULE + "aws_s3_object.record", "key")
                .isEqualTo("release.json")
                // of another content type, the root release would be given no body
                .attribute(MODULE + "aws_s3_object.record", "content_type")
                .isEqualTo("application/json");
        assertThat(JsonMapper.shared().readTree(text(plan, "aws_s3_bucket_policy.this", "policy")))
                .as("evidence is created, never written over or deleted, by nobody")
                .isEqualTo(JsonMapper.shared().readTree("""
                                {"Version": "2012-10-17", "Statement": [
                                  {"Sid": "EvidenceIsNeverWrittenOver", "Effect": "Deny", "Principal": "*",
                                   "Action": "s3:PutObject", "Resource": "arn:aws:s3:::module-bucket-release/evidence/*",
                                   "Condition": {"Null": {"s3:if-none-match": "true"}}},
                                  {"Sid": "EvidenceIsNeverDeleted", "Effect": "Deny", "Principal": "*",
                                   "Action": ["s3:DeleteObject", "s3:DeleteObjectVersion"],
                                   "Resource": "arn:aws:s3:::module-bucket-release/evidence/*"}]}
                                """));
        assertThat(record(plan)).isEqualTo(JsonMapper.shared().readTree("""
                                {"schema": 1, "nonce": null, "epoch": 0, "live": null, "previous": null,
                                 "pending": null, "colours": {"blue": null, "green": null}, "last": null}
                                """));
    }

    private static JsonNode record(Plan plan) {
        return JsonMapper.shared().readTree(text(plan, "aws_s3_object.record", "content"));
    }

    private static String text(Plan plan, String resource, String attribute) {
        return plan.change(MODULE + resource)
                .orElseThrow()
                .change()
                .after()
                .at(attribute)
                .asString();
    }
}
