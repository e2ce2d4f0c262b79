package io.groundcheck.terraform;

import java.time.Duration;

/**
 * Hears what Terraform does, while it does it. Every text has had the known secrets taken out. May be called from more
 * than one thread.
 */
public interface Progress {

    /** Hears nothing. */
    Progress NONE = new Progress() {};

    /** A command starts. */
    default void started(Subcommand command) {}

    /** It tells something. */
    default void told(Subcommand command, Event event) {}

    /** It wrote a line to standard error. */
    default void complained(Subcommand command, String line) {}

    /** It has ended. */
    default void ended(Subcommand command, int exitCode, Duration took) {}

    /** Both hear everything. */
    default Progress and(Progress other) {
        return new BothProgress(this, other);
    }
}
