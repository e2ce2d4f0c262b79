package io.groundcheck.infrastructure.modules;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.junit.OnTarget;
import io.groundcheck.junit.Requires;
import io.groundcheck.junit.TerraformModule;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Capability;
import io.groundcheck.target.Target;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Repository;

@TerraformModule("terraform/modules/registry/examples/basic")
@OnTarget("moto")
@Requires(Capability.CONTROL_PLANE)
class RegistryIT {

    private static final String NAME = "module-registry";

    @Test
    void is_made_once_and_goes_again(Stack registry, Target target) {
        registry.set("name", NAME).apply();
        assertThat(registry).isIdempotent();

        try (EcrClient ecr = target.client(EcrClient.builder())) {
            Repository made = ecr.describeRepositories(r -> r.repositoryNames(NAME))
                    .repositories()
                    .get(0);
            assertThat(made.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE);
            assertThat(made.imageScanningConfiguration().scanOnPush()).isTrue();
            assertThat(registry.outputs().json("repository").path("url").asString(""))
                    .isEqualTo(made.repositoryUri());

            registry.destroy();
            assertThat(ecr.describeRepositories().repositories())
                    .extracting(Repository::repositoryName)
                    .doesNotContain(NAME);
        }
    }
}
