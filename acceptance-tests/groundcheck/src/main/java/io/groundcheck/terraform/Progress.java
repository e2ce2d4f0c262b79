package io.groundcheck.terraform;

import io.groundcheck.plan.Plan;
import io.groundcheck.plan.Secrets;
import io.groundcheck.process.ProcessIdentity;
import java.time.Duration;

/**
 * Hears what Terraform does, while it does it. Every text has had the known secrets taken out; a plan and outputs know
 * their own. May be called from more
 * than one thread.
 */
public interface Progress {

    /** Hears nothing. */
    Progress NONE = new Progress() {};

    /** This runs the commands that follow. */
    default void uses(Cli cli) {}

    /** A command starts. */
    default void started(Subcommand command) {}

    /** It runs as this process. */
    default void running(Subcommand command, ProcessIdentity process) {}

    /** It tells something. */
    default void told(Subcommand command, Event event) {}

    /** It wrote a line to standard error. */
    default void complained(Subcommand command, String line) {}

    /** It has ended. */
    default void ended(Subcommand command, int exitCode, Duration took) {}

    /** These must be shown nowhere, from now on. */
    default void hide(Secrets secrets) {}

    /** A plan was read. */
    default void planned(Plan plan) {}

    /** The outputs were read. */
    default void read(Outputs outputs) {}

    /** Both hear everything. */
    default Progress and(Progress other) {
        return new BothProgress(this, other);
    }
}
