package io.groundcheck.terraform;

import java.time.Duration;

/**
 * How long each kind of step may take before it is asked to end.
 *
 * @param init installing providers can mean a download of several hundred megabytes
 * @param plan reads everything in the state
 * @param apply also destroy
 * @param other the rest, which works on this machine alone
 */
public record Timeouts(Duration init, Duration plan, Duration apply, Duration other) {

    /** 10 minutes, 10 minutes, 45 minutes, 2 minutes. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(45), Duration.ofMinutes(2));

    Duration of(Subcommand command) {
        return switch (command.title()) {
            case "init", "providers lock" -> init;
            case "plan" -> plan;
            case "apply", "destroy" -> apply;
            default -> other;
        };
    }
}
