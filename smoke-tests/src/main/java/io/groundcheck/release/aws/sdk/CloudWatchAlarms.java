package io.groundcheck.release.aws.sdk;

import io.groundcheck.release.aws.Alarms;
import io.groundcheck.release.state.AlarmState;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** Alarms over the CloudWatch API. */
final class CloudWatchAlarms implements Alarms {

    private final Supplier<CloudWatchClient> cloudWatch;
    private final List<String> names;

    CloudWatchAlarms(Supplier<CloudWatchClient> cloudWatch, List<String> names) {
        this.cloudWatch = cloudWatch;
        this.names = names;
    }

    @Override
    public List<AlarmState> states() {
        if (names.isEmpty()) {
            return List.of();
        }
        return Calls.call(
                "cloudwatch:DescribeAlarms",
                () -> cloudWatch.get().describeAlarms(ask -> ask.alarmNames(names)).metricAlarms().stream()
                        .map(alarm -> new AlarmState(
                                alarm.alarmName(),
                                alarm.stateValueAsString(),
                                alarm.stateReason() == null ? "" : alarm.stateReason()))
                        .toList());
    }
}
