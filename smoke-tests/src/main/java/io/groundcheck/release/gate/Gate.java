package io.groundcheck.release.gate;

import io.groundcheck.release.evidence.Evidence;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.state.RunningTask;
import io.groundcheck.release.state.TargetHealth;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** May a colour take traffic? Pure: what goes in is what was seen, and the same answer comes out every time. */
public final class Gate {

    private Gate() {}

    /**
     * For a cutover to something new: complete evidence of this staging, and what was tested is what runs now, in full
     * number and health.
     */
    public static Verdict forCutover(Colour colour, Staged staged, Specs specs, ColourFacts facts) {
        var evidence = EvidenceGate.judge(colour, staged, specs, facts.evidence());
        if (!evidence.isOpen()) {
            return evidence;
        }
        return runsOnly(colour, staged.digest(), facts.tasks())
                .or(() -> fullScale(colour, staged, facts.tasks()))
                .or(() -> unchanged(colour, facts.evidence().get(0).evidence(), facts.tasks()))
                .or(() -> allHealthy(colour, staged, facts))
                .orElseGet(Verdict::open);
    }

    /**
     * For putting traffic back to a colour that was live before: it was admitted once, so no evidence is asked for. Its
     * tasks must still run that image, and the load balancer must find at least one of them healthy; fewer than desired
     * is better than a broken version.
     */
    public static Verdict forReturn(Colour colour, Digest digest, ColourFacts facts) {
        return runsOnly(colour, digest, facts.tasks())
                .or(() -> someTask(colour, facts.tasks()))
                .or(() -> someHealthy(colour, facts))
                .orElseGet(Verdict::open);
    }

    private static Optional<Verdict> runsOnly(Colour colour, Digest digest, List<RunningTask> tasks) {
        var others = tasks.stream()
                .filter(task -> task.digest().filter(digest.value()::equals).isEmpty())
                .map(task -> task.id() + " runs " + task.digest().orElse("an image ECS doesn't name yet"))
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : refuse(
                        GateId.TASKS_NOT_RUNNING_DIGEST,
                        others.size() + " of " + tasks.size() + " tasks of " + colour + " do not run " + digest + ": "
                                + String.join(", ", others) + "; run `release await`");
    }

    private static Optional<Verdict> fullScale(Colour colour, Staged staged, List<RunningTask> tasks) {
        return staged.desiredCount() > 0 && tasks.size() >= staged.desiredCount()
                ? Optional.empty()
                : refuse(
                        GateId.UNDER_SCALED,
                        colour + " runs " + tasks.size() + " tasks, but " + Math.max(1, staged.desiredCount())
                                + " are needed before it takes traffic; run `release await`");
    }

    private static Optional<Verdict> someTask(Colour colour, List<RunningTask> tasks) {
        return tasks.isEmpty()
                ? refuse(
                        GateId.UNDER_SCALED,
                        colour + " runs no task: traffic sent there would get 503; look at `release status`")
                : Optional.empty();
    }

    private static Optional<Verdict> unchanged(Colour colour, Evidence evidence, List<RunningTask> tasks) {
        var tested = new TreeSet<>(evidence.taskArns());
        var running = tasks.stream().map(RunningTask::arn).collect(Collectors.toCollection(TreeSet::new));
        if (tested.equals(running)) {
            return Optional.empty();
        }
        var fresh = new TreeSet<>(running);
        fresh.removeAll(tested);
        var gone = new TreeSet<>(tested);
        gone.removeAll(running);
        return refuse(
                GateId.TASKS_CHANGED,
                "the tasks of " + colour + " are not the ones that run " + evidence.run() + " tested: " + fresh.size()
                        + " new, " + gone.size() + " gone; run `release smoke`");
    }

    private static Optional<Verdict> allHealthy(Colour colour, Staged staged, ColourFacts facts) {
        var sick = facts.targets().stream()
                .filter(target -> !target.isHealthy() && !target.isDraining())
                .map(TargetHealth::toString)
                .toList();
        if (sick.isEmpty() && facts.healthyTargets() >= staged.desiredCount()) {
            return Optional.empty();
        }
        return refuse(
                GateId.TARGETS_UNHEALTHY,
                facts.healthyTargets() + " of " + staged.desiredCount() + " targets of " + colour + " are healthy"
                        + (sick.isEmpty() ? "" : "; not so: " + String.join(", ", sick)) + "; run `release await`");
    }

    private static Optional<Verdict> someHealthy(Colour colour, ColourFacts facts) {
        return facts.healthyTargets() > 0
                ? Optional.empty()
                : refuse(
                        GateId.TARGETS_UNHEALTHY,
                        "none of the " + facts.targets().size() + " targets of " + colour
                                + " is healthy; look at `release status`");
    }

    private static Optional<Verdict> refuse(GateId gate, String message) {
        return Optional.of(Verdict.refuse(gate, message));
    }
}
