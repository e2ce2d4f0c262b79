package io.groundcheck.release.state;

import java.util.Optional;

/**
 * A task that runs now.
 *
 * @param arn its ARN
 * @param digest the digest of the image its container really runs, as ECS reports it; empty until ECS knows
 * @param taskDefinition the ARN of its task definition
 */
public record RunningTask(String arn, Optional<String> digest, String taskDefinition) {

    /** The last part of the ARN. */
    public String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
