package io.groundcheck.release.rollout;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.state.RunningTask;
import io.groundcheck.release.state.ServiceState;
import io.groundcheck.release.state.StoppedTask;
import io.groundcheck.release.state.TargetHealth;
import java.util.List;
import java.util.Optional;

/**
 * What is seen of a colour that is coming up.
 *
 * @param colour which
 * @param staged what it was asked to run
 * @param service its service; empty if there is none yet
 * @param running its tasks
 * @param stopped its tasks that ended by themselves since the service's present deployment began
 * @param targets of its target group
 * @param unready what the candidate route answered instead of "ready"; empty if it is ready. Asked last
 */
public record AwaitObservation(
        Colour colour,
        Staged staged,
        Optional<ServiceState> service,
        List<RunningTask> running,
        List<StoppedTask> stopped,
        List<TargetHealth> targets,
        Optional<String> unready) {
    public AwaitObservation {
        running = List.copyOf(running);
        stopped = List.copyOf(stopped);
        targets = List.copyOf(targets);
    }
}
