package io.groundcheck.release.rollout;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.Progress;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.aws.Aws;
import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.state.ServiceState;
import io.groundcheck.release.state.StoppedTask;
import io.groundcheck.release.time.Ticker;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Waits until a colour is up, and says what it sees meanwhile. */
public final class Await {

    private final Aws aws;
    private final ReadinessProbe readiness;
    private final Ticker ticker;
    private final AwaitSettings settings;
    private final Progress progress;
    private final Set<String> told = new HashSet<>();
    private String lastReason = "";

    public Await(Aws aws, ReadinessProbe readiness, Ticker ticker, AwaitSettings settings, Progress progress) {
        this.aws = aws;
        this.readiness = readiness;
        this.ticker = ticker;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Waits.
     *
     * @throws GateRefusedException if the colour won't come up by itself
     * @throws ReleaseException (exit code 6) if it doesn't come up in time; says what was missing
     */
    public void run(Colour colour, Staged staged) {
        var deadline = ticker.now().plus(settings.longest());
        forgetOldEvents(colour);
        while (true) {
            var seen = look(colour, staged);
            tell(colour, seen);
            var step = AwaitDecision.decide(seen, settings.crashes());
            if (step instanceof AwaitStep.Ready) {
                progress.say(staged.desiredCount() + " tasks of " + colour + " run " + staged.brief()
                        + ", and their targets are healthy");
                return;
            }
            if (step instanceof AwaitStep.Refuse refuse) {
                throw new GateRefusedException(refuse.gate(), refuse.message());
            }
            var reason = ((AwaitStep.Waiting) step).reason();
            if (ticker.now().compareTo(deadline) >= 0) {
                throw new ReleaseException(
                        ExitCode.TIMED_OUT,
                        colour + " is not up after " + settings.longest().toSeconds() + " s: " + reason);
            }
            if (!reason.equals(lastReason)) {
                progress.say("waiting: " + reason);
                lastReason = reason;
            }
            ticker.sleep(settings.pause());
        }
    }

    private AwaitObservation look(Colour colour, Staged staged) {
        var service = aws.containers().service(colour);
        var running = aws.containers().running(colour);
        var stopped = service.map(state -> crashed(colour, state)).orElse(List.of());
        var seen = new AwaitObservation(
                colour, staged, service, running, stopped, aws.loadBalancer().targets(colour), Optional.empty());
        // Only what is up otherwise is asked: before that its answer is known.
        return AwaitDecision.decide(seen, settings.crashes()) instanceof AwaitStep.Ready
                ? new AwaitObservation(
                        colour, staged, service, running, stopped, seen.targets(), readiness.unready(colour))
                : seen;
    }

    /** The tasks of the present deployment that ended by themselves, newest first. */
    private List<StoppedTask> crashed(Colour colour, ServiceState service) {
        return aws.containers().stopped(colour).stream()
                .filter(task -> !task.byScheduler())
                .filter(task -> task.taskDefinition().equals(service.taskDefinition()))
                .filter(task -> !task.createdAt().isBefore(service.deployedAt()))
                .sorted(Comparator.comparing(StoppedTask::createdAt).reversed())
                .toList();
    }

    private void forgetOldEvents(Colour colour) {
        aws.containers()
                .service(colour)
                .ifPresent(service -> service.events().stream()
                        .filter(event -> event.at().isBefore(service.deployedAt()))
                        .forEach(event -> told.add(event.id())));
    }

    private void tell(Colour colour, AwaitObservation seen) {
        seen.service()
                .ifPresent(service -> service.events().stream()
                        .sorted(Comparator.comparing(ServiceState.Event::at))
                        .filter(event -> told.add(event.id()))
                        .forEach(event -> progress.say("ecs: " + event.message())));
        seen.stopped().stream().filter(task -> told.add(task.arn())).forEach(task -> tell(colour, task));
    }

    private void tell(Colour colour, StoppedTask task) {
        progress.say("task " + task.id() + " ended: " + task.reason());
        var lines = aws.logs().last(colour, task.id(), settings.logLines());
        progress.say(lines.isEmpty() ? "  it wrote no log" : "  the last " + lines.size() + " lines of its log:");
        lines.forEach(line -> progress.say("  | " + line.stripTrailing()));
    }
}
