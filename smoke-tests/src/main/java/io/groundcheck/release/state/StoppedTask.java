package io.groundcheck.release.state;

import java.time.Instant;
import java.util.Optional;

/**
 * A task that ended.
 *
 * @param arn its ARN
 * @param digest the image it ran; empty if ECS never knew
 * @param taskDefinition the ARN of its task definition
 * @param createdAt when ECS began with it
 * @param reason why, in ECS's words, with the container's own reason and exit code where there is one
 * @param byScheduler whether ECS ended it on purpose: a deployment, scaling down, or a user's request
 */
public record StoppedTask(
        String arn,
        Optional<String> digest,
        String taskDefinition,
        Instant createdAt,
        String reason,
        boolean byScheduler) {

    /** The last part of the ARN. */
    public String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
