package io.groundcheck.infrastructure.modules;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.junit.OnTarget;
import io.groundcheck.junit.Requires;
import io.groundcheck.junit.TerraformModule;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Capability;
import io.groundcheck.target.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Long, because the provider waits 55 s for a lifecycle configuration to stay the same: not in make test-infra. */
@Order(2)
@Tag("long")
@TerraformModule("terraform/modules/release_bucket/examples/basic")
@OnTarget({"fakecloud", "moto", "localstack"})
@Requires(Capability.CONTROL_PLANE)
class ReleaseBucketLifeIT {

    @Test
    void is_made_once_and_goes_again(Stack release, Target target) {
        release.set("name", "module-bucket-life").apply();
        assertThat(release).isIdempotent();

        try (S3Client s3 = target.client(S3Client.builder().forcePathStyle(true))) {
            String bucket = s3.listBuckets().buckets().stream()
                    .map(Bucket::name)
                    .filter("module-bucket-life-release"::equals)
                    .findFirst()
                    .orElseThrow();
            assertThat(s3.getBucketVersioning(get -> get.bucket(bucket)).status())
                    .isEqualTo(BucketVersioningStatus.ENABLED);
            assertThat(s3.getObjectAsBytes(get -> get.bucket(bucket).key("release.json"))
                            .asUtf8String())
                    .contains("\"epoch\":0");

            release.destroy();
            assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).doesNotContain(bucket);
        }
    }
}
