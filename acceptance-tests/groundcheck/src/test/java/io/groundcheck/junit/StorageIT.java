package io.groundcheck.junit;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.stack.Stack;
import io.groundcheck.target.Capability;
import io.groundcheck.target.Target;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/** One suite, real resources, more than one emulator: both sides of a test use the same target. */
@TerraformModule("acceptance-tests/groundcheck/src/test/resources/modules/storage")
@OnTarget({"moto", "fakecloud"})
@Requires(Capability.CONTROL_PLANE)
class StorageIT {

    @Test
    void c09_makes_a_bucket_and_a_table_that_the_sdk_finds_and_whose_drift_is_told(Stack storage, Target target) {
        storage.set("name", "groundcheck-storage");
        assertThat(storage.plan())
                .creates("aws_s3_bucket.this", "aws_dynamodb_table.this")
                .destroysNothing()
                .attribute("aws_s3_bucket.this", "tags[\"Name\"]")
                .isEqualTo("groundcheck-storage")
                .attribute("aws_s3_bucket.this", "arn")
                .isUnknown();
        storage.apply();
        assertThat(storage).isIdempotent();

        try (S3Client s3 = target.client(S3Client.builder());
                DynamoDbClient dynamoDb = target.client(DynamoDbClient.builder())) {
            s3.putObject(
                    put -> put.bucket(storage.outputs().string("bucket")).key("a"),
                    software.amazon.awssdk.core.sync.RequestBody.fromString("text"));
            assertThat(s3.getObjectAsBytes(
                                    get -> get.bucket("groundcheck-storage").key("a"))
                            .asUtf8String())
                    .isEqualTo("text");
            assertThat(dynamoDb.listTables().tableNames()).contains("groundcheck-storage");

            assertThat(storage.plan()).hasNoDrift();
            s3.putBucketTagging(put -> put.bucket("groundcheck-storage")
                    .tagging(tagging -> tagging.tagSet(
                            Tag.builder().key("Name").value("somebody's").build())));
            assertThatThrownBy(() -> assertThat(storage.plan()).hasNoDrift())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("but outside Terraform this has changed:\n  aws_s3_bucket.this\n")
                    .hasMessageContaining("tags.Name: \"groundcheck-storage\" -> \"somebody's\"");

            storage.destroy();
            assertThat(s3.listBuckets().buckets())
                    .noneMatch(bucket -> bucket.name().equals("groundcheck-storage"));
            assertThat(dynamoDb.listTables().tableNames()).doesNotContain("groundcheck-storage");
        }
    }
}
