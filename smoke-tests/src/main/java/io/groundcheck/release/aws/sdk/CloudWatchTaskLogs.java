package io.groundcheck.release.aws.sdk;

import io.groundcheck.release.aws.TaskLogs;
import io.groundcheck.release.record.Colour;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Task logs over the CloudWatch Logs API. The awslogs driver names a stream {@code prefix/container/task id}. */
final class CloudWatchTaskLogs implements TaskLogs {

    private static final String CONTAINER = "service";

    private final Supplier<CloudWatchLogsClient> logs;
    private final String group;

    CloudWatchTaskLogs(Supplier<CloudWatchLogsClient> logs, String group) {
        this.logs = logs;
        this.group = group;
    }

    @Override
    public List<String> last(Colour colour, String taskId, int limit) {
        var stream = colour + "/" + CONTAINER + "/" + taskId;
        return Calls.call("logs:GetLogEvents of " + group + " " + stream, () -> {
            try {
                return logs
                        .get()
                        .getLogEvents(ask -> ask.logGroupName(group)
                                .logStreamName(stream)
                                .limit(limit)
                                .startFromHead(false))
                        .events()
                        .stream()
                        .map(OutputLogEvent::message)
                        .toList();
            } catch (ResourceNotFoundException e) {
                return List.of();
            }
        });
    }
}
