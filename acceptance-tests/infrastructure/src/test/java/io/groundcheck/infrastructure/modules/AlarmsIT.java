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
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** On fakecloud: moto 5.2.1 doesn't speak the protocol (Smithy RPC v2 CBOR) in which the SDK for Java asks CloudWatch. */
@TerraformModule("terraform/modules/alarms/examples/basic")
@OnTarget("fakecloud")
@Requires(Capability.CONTROL_PLANE)
class AlarmsIT {

    private static final String NAME = "module-alarms";

    @Test
    void are_made_once_named_in_the_output_and_go_again(Stack alarms, Target target) {
        alarms.set("name", NAME).apply();
        assertThat(alarms).isIdempotent();

        try (CloudWatchClient cloudWatch = target.client(CloudWatchClient.builder())) {
            List<MetricAlarm> made = ours(cloudWatch);
            // the contract hands these names to `release watch`, which asks for nothing else
            assertThat(made)
                    .extracting(MetricAlarm::alarmName)
                    .containsExactlyInAnyOrderElementsOf(alarms.outputs().strings("names"))
                    .containsExactlyInAnyOrder(
                            NAME + "-load-balancer-5xx",
                            NAME + "-blue-5xx",
                            NAME + "-green-5xx",
                            NAME + "-blue-unhealthy",
                            NAME + "-green-unhealthy",
                            NAME + "-blue-latency",
                            NAME + "-green-latency");
            // a colour without tasks reports nothing, which is no breach
            assertThat(made).extracting(MetricAlarm::treatMissingData).containsOnly("notBreaching");

            alarms.destroy();
            assertThat(ours(cloudWatch)).isEmpty();
        }
    }

    private static List<MetricAlarm> ours(CloudWatchClient cloudWatch) {
        return cloudWatch.describeAlarms(r -> r.alarmNamePrefix(NAME)).metricAlarms();
    }
}
