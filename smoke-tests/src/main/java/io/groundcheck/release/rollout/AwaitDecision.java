package io.groundcheck.release.rollout;

import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.state.RunningTask;
import io.groundcheck.release.state.ServiceState;
import io.groundcheck.release.state.StoppedTask;
import io.groundcheck.release.state.TargetHealth;
import java.util.List;
import java.util.Optional;

/**
 * Is the colour up? Pure. It looks at tasks and targets: an emulator's rollout state never gets to COMPLETED, and AWS's
 * gets there before the targets are healthy.
 */
public final class AwaitDecision {

    private AwaitDecision() {}

    /**
     * Decides.
     *
     * @param crashes so many tasks that ended by themselves are a crash loop
     */
    public static AwaitStep decide(AwaitObservation seen, int crashes) {
        if (seen.service().isEmpty()) {
            return new AwaitStep.Refuse(
                    GateId.UNDER_SCALED,
                    seen.colour() + " has no service: apply the release's plan first (`make plan guard apply COLOUR="
                            + seen.colour() + "`)");
        }
        return hopeless(seen, seen.service().get(), crashes)
                .or(() -> tasks(seen, seen.service().get())
                        .or(() -> targets(seen))
                        .map(AwaitStep.Waiting::new))
                .or(() -> seen.unready().map(answer -> new AwaitStep.Waiting("not ready: " + answer)))
                .orElseGet(AwaitStep.Ready::new);
    }

    private static Optional<AwaitStep> hopeless(AwaitObservation seen, ServiceState service, int crashes) {
        if (seen.stopped().size() >= crashes) {
            return Optional.of(new AwaitStep.Refuse(
                    GateId.CRASH_LOOP,
                    seen.stopped().size() + " tasks of " + seen.colour() + " ended by themselves; the last: "
                            + seen.stopped().get(0).id() + ": "
                            + seen.stopped().get(0).reason()
                            + ". Its log is above; mend the image and stage it again"));
        }
        if (service.hasFailed()) {
            var why =
                    seen.stopped().stream().findFirst().map(StoppedTask::reason).orElse("ECS gives no reason");
            return Optional.of(new AwaitStep.Refuse(
                    GateId.CRASH_LOOP,
                    "ECS gave up on the deployment of " + seen.colour() + " (rollout state FAILED): " + why
                            + ". Stage the same digest again for a new attempt, or mend the image"));
        }
        return Optional.empty();
    }

    private static Optional<String> tasks(AwaitObservation seen, ServiceState service) {
        var wanted = seen.staged().desiredCount();
        if (service.desiredCount() != wanted) {
            return Optional.of("the service asks for " + service.desiredCount() + " tasks, the record says " + wanted
                    + ": has the plan been applied?");
        }
        var right = seen.running().stream()
                .filter(task -> isRight(task, seen.staged().digest(), service.taskDefinition()))
                .count();
        if (right < wanted || seen.running().size() != right) {
            return Optional.of(right + " of " + wanted + " tasks run "
                    + seen.staged().digest().brief()
                    + (seen.running().size() > right
                            ? "; " + (seen.running().size() - right) + " others run too"
                            : ""));
        }
        return Optional.empty();
    }

    private static boolean isRight(RunningTask task, Digest digest, String taskDefinition) {
        return task.taskDefinition().equals(taskDefinition)
                && task.digest().filter(digest.value()::equals).isPresent();
    }

    private static Optional<String> targets(AwaitObservation seen) {
        var wanted = seen.staged().desiredCount();
        var healthy = seen.targets().stream().filter(TargetHealth::isHealthy).count();
        List<String> others = seen.targets().stream()
                .filter(target -> !target.isHealthy() && !target.isDraining())
                .map(TargetHealth::toString)
                .toList();
        return healthy == wanted && others.isEmpty()
                ? Optional.empty()
                : Optional.of(healthy + " of " + wanted + " targets are healthy"
                        + (others.isEmpty() ? "" : "; " + String.join(", ", others)));
    }
}
