package io.groundcheck.release.rollout;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.state.Traffic;
import java.util.Optional;
import java.util.Set;

/**
 * What a staging is decided on.
 *
 * @param record as read
 * @param traffic where the live rule sends requests: the truth about what is live
 * @param image what the tag names in the repository; empty if there is no such tag
 * @param repository its name, for messages
 * @param failed the colours whose deployment ECS has given up on
 * @param fence what keeps the idle colour from being changed, and for how long; empty if nothing does
 */
public record StageObservation(
        ReleaseRecord record,
        Traffic traffic,
        Optional<Digest> image,
        String repository,
        Set<Colour> failed,
        Optional<StandingFence> fence) {
    public StageObservation {
        failed = Set.copyOf(failed);
    }
}
