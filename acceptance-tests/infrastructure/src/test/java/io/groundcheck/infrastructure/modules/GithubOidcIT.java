package io.groundcheck.infrastructure.modules;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.junit.OnTarget;
import io.groundcheck.junit.Requires;
import io.groundcheck.junit.TerraformModule;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Capability;
import io.groundcheck.target.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;

/** That it can be made and unmade; what it lets whom do: {@link IdentityAwsOnlyIT}. */
@ResourceLock(IdentityAwsOnlyIT.ONE_PER_ACCOUNT)
@TerraformModule("terraform/modules/github_oidc/examples/basic")
@OnTarget({"moto", "fakecloud", "localstack"})
@Requires(Capability.CONTROL_PLANE)
class GithubOidcIT {

    private static final String NAME = "module-github";

    @Test
    void is_made_once_and_goes_again(Stack github, Target target) {
        github.set("name", NAME).apply();
        assertThat(github).isIdempotent();

        try (IamClient iam = target.client(IamClient.builder())) {
            assertThat(roles(iam)).contains(NAME + "-image", NAME + "-deploy", NAME + "-cutover");
            assertThat(providers(iam)).anyMatch(arn -> arn.endsWith("/token.actions.githubusercontent.com"));

            github.destroy();
            assertThat(roles(iam)).noneMatch(role -> role.startsWith(NAME));
            assertThat(providers(iam)).noneMatch(arn -> arn.endsWith("/token.actions.githubusercontent.com"));
        }
    }

    private static List<String> roles(IamClient iam) {
        return iam.listRolesPaginator().roles().stream().map(Role::roleName).toList();
    }

    private static List<String> providers(IamClient iam) {
        return iam.listOpenIDConnectProviders().openIDConnectProviderList().stream()
                .map(provider -> provider.arn())
                .toList();
    }
}
