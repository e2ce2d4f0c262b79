package io.groundcheck.release.gate;

import io.groundcheck.release.evidence.StoredEvidence;
import io.groundcheck.release.state.RunningTask;
import io.groundcheck.release.state.TargetHealth;
import java.util.List;

/**
 * What was seen of one colour.
 *
 * @param evidence of its staging, newest first
 * @param tasks that run now
 * @param targets of its target group
 */
public record ColourFacts(List<StoredEvidence> evidence, List<RunningTask> tasks, List<TargetHealth> targets) {

    public ColourFacts {
        evidence = List.copyOf(evidence);
        tasks = List.copyOf(tasks);
        targets = List.copyOf(targets);
    }

    /** How many targets the load balancer would choose. */
    public long healthyTargets() {
        return targets.stream().filter(TargetHealth::isHealthy).count();
    }
}
