package io.groundcheck.release.aws.sdk;

import io.groundcheck.release.aws.Containers;
import io.groundcheck.release.foundation.Foundation;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.state.RunningTask;
import io.groundcheck.release.state.ServiceState;
import io.groundcheck.release.state.StoppedTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** Services and tasks over the ECS API. */
final class EcsContainers implements Containers {

    private static final String CONTAINER = "service";
    private static final int DESCRIBE_LIMIT = 100;

    private final Supplier<EcsClient> ecs;
    private final Foundation foundation;

    EcsContainers(Supplier<EcsClient> ecs, Foundation foundation) {
        this.ecs = ecs;
        this.foundation = foundation;
    }

    @Override
    public Optional<ServiceState> service(Colour colour) {
        var name = foundation.service(colour);
        return Calls.call(
                "ecs:DescribeServices of " + name,
                () -> ecs
                        .get()
                        .describeServices(
                                ask -> ask.cluster(foundation.cluster().arn()).services(name))
                        .services()
                        .stream()
                        .filter(service -> "ACTIVE".equals(service.status()))
                        .findFirst()
                        .map(EcsContainers::state));
    }

    private static ServiceState state(Service service) {
        var primary = service.deployments().stream()
                .filter(deployment -> "PRIMARY".equals(deployment.status()))
                .findFirst();
        return new ServiceState(
                service.desiredCount(),
                primary.map(Deployment::taskDefinition).orElse(service.taskDefinition()),
                primary.map(Deployment::rolloutStateAsString).orElse("UNKNOWN"),
                primary.map(Deployment::createdAt).orElse(Instant.EPOCH),
                service.events().stream()
                        .map(event -> new ServiceState.Event(event.id(), event.createdAt(), event.message()))
                        .toList());
    }

    @Override
    public List<RunningTask> running(Colour colour) {
        return tasks(colour, DesiredStatus.RUNNING).stream()
                .filter(task -> "RUNNING".equals(task.lastStatus()) && "RUNNING".equals(task.desiredStatus()))
                .map(task -> new RunningTask(task.taskArn(), digest(task), task.taskDefinitionArn()))
                .toList();
    }

    @Override
    public List<StoppedTask> stopped(Colour colour) {
        return tasks(colour, DesiredStatus.STOPPED).stream()
                .map(task -> new StoppedTask(
                        task.taskArn(),
                        digest(task),
                        task.taskDefinitionArn(),
                        task.createdAt(),
                        reason(task),
                        onPurpose(task)))
                .toList();
    }

    private List<Task> tasks(Colour colour, DesiredStatus status) {
        var name = foundation.service(colour);
        var cluster = foundation.cluster().arn();
        var arns = Calls.call(
                "ecs:ListTasks of " + name,
                () -> ecs
                        .get()
                        .listTasksPaginator(
                                ask -> ask.cluster(cluster).serviceName(name).desiredStatus(status))
                        .taskArns()
                        .stream()
                        .toList());
        var tasks = new ArrayList<Task>();
        for (int from = 0; from < arns.size(); from += DESCRIBE_LIMIT) {
            var some = arns.subList(from, Math.min(arns.size(), from + DESCRIBE_LIMIT));
            tasks.addAll(Calls.call(
                    "ecs:DescribeTasks of " + name,
                    () -> ecs.get()
                            .describeTasks(ask -> ask.cluster(cluster).tasks(some))
                            .tasks()));
        }
        return tasks;
    }

    private static Optional<String> digest(Task task) {
        return container(task).map(Container::imageDigest);
    }

    private static Optional<Container> container(Task task) {
        return task.containers().stream()
                .filter(container -> CONTAINER.equals(container.name()))
                .findFirst();
    }

    private static String reason(Task task) {
        var why = new ArrayList<String>();
        Optional.ofNullable(task.stoppedReason()).ifPresent(why::add);
        container(task).ifPresent(container -> {
            Optional.ofNullable(container.reason()).ifPresent(why::add);
            Optional.ofNullable(container.exitCode()).ifPresent(code -> why.add("exit code " + code));
        });
        return why.isEmpty() ? "no reason given" : String.join("; ", why);
    }

    private static boolean onPurpose(Task task) {
        return task.stopCode() == TaskStopCode.SERVICE_SCHEDULER_INITIATED
                || task.stopCode() == TaskStopCode.USER_INITIATED;
    }

    @Override
    public void scale(Colour colour, int desiredCount) {
        var name = foundation.service(colour);
        Calls.call(
                "ecs:UpdateService of " + name,
                () -> ecs.get()
                        .updateService(
                                order -> order.cluster(foundation.cluster().arn())
                                        .service(name)
                                        .desiredCount(desiredCount)));
    }
}
