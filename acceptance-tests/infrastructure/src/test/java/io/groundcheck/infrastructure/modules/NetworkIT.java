package io.groundcheck.infrastructure.modules;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.junit.OnTarget;
import io.groundcheck.junit.Requires;
import io.groundcheck.junit.TerraformModule;
import io.groundcheck.plan.Plan;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Capability;
import io.groundcheck.target.Target;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import tools.jackson.databind.JsonNode;

/**
 * moto 5.2.1, which LocalStack's EC2 is, gives the description of a security group rule back only if the rule names
 * addresses: there, the second plan wants to put back those that name a group, and nothing else.
 */
@TerraformModule("terraform/modules/network/examples/basic")
@OnTarget({"fakecloud", "moto", "localstack"})
@Requires(Capability.CONTROL_PLANE)
class NetworkIT {

    @Test
    void is_made_once_lets_only_the_load_balancer_in_and_goes_again(Stack network, Target target) {
        network.set("name", "module-network").apply();
        if (target.name().equals("fakecloud")) {
            assertThat(network).isIdempotent();
        } else {
            losesNothingButDescriptions(network.plan());
        }

        JsonNode made = network.outputs().json("network");
        String vpc = made.path("vpc_id").asString("");
        String tasks = made.path("task_security_group_id").asString("");
        String loadBalancer = made.path("load_balancer_security_group_id").asString("");
        try (Ec2Client ec2 = target.client(Ec2Client.builder())) {
            assertThat(subnets(ec2, made))
                    .hasSize(2)
                    .allMatch(subnet -> subnet.vpcId().equals(vpc))
                    .extracting(Subnet::availabilityZone)
                    .doesNotHaveDuplicates();
            assertThat(ingress(ec2, tasks)).singleElement().satisfies(rule -> {
                assertThat(rule.cidrIpv4()).as("whom it lets in by address").isNull();
                assertThat(rule.referencedGroupInfo().groupId())
                        .as("whose group it lets in")
                        .isEqualTo(loadBalancer);
                assertThat(List.of(rule.fromPort(), rule.toPort())).containsOnly(8080);
            });
            assertThat(ingress(ec2, loadBalancer))
                    .extracting(SecurityGroupRule::fromPort)
                    .containsExactlyInAnyOrder(80, 443);

            network.destroy();
            assertThat(ec2.describeVpcs().vpcs()).extracting(Vpc::vpcId).doesNotContain(vpc);
        }
    }

    /** Both lines of it: once moto gives them back, this fails, and the exception above goes. */
    private static void losesNothingButDescriptions(Plan second) {
        assertThat(second.effective())
                .hasSize(2)
                .allSatisfy(change -> assertThat(change.change().differences())
                        .singleElement()
                        .satisfies(difference ->
                                assertThat(difference.path().toString()).isEqualTo("description")));
    }

    private static List<Subnet> subnets(Ec2Client ec2, JsonNode made) {
        List<String> ids = StreamSupport.stream(made.path("public_subnet_ids").spliterator(), false)
                .map(id -> id.asString(""))
                .toList();
        return ec2.describeSubnets(r -> r.subnetIds(ids)).subnets();
    }

    private static List<SecurityGroupRule> ingress(Ec2Client ec2, String group) {
        Filter ofGroup = Filter.builder().name("group-id").values(group).build();
        return ec2.describeSecurityGroupRules(r -> r.filters(ofGroup)).securityGroupRules().stream()
                .filter(rule -> !rule.isEgress())
                .toList();
    }
}
