package io.groundcheck.terraform;

import java.time.Duration;

/** Tells two. */
record BothProgress(Progress first, Progress second) implements Progress {

    @Override
    public void started(Subcommand command) {
        first.started(command);
        second.started(command);
    }

    @Override
    public void told(Subcommand command, Event event) {
        first.told(command, event);
        second.told(command, event);
    }

    @Override
    public void complained(Subcommand command, String line) {
        first.complained(command, line);
        second.complained(command, line);
    }

    @Override
    public void ended(Subcommand command, int exitCode, Duration took) {
        first.ended(command, exitCode, took);
        second.ended(command, exitCode, took);
    }
}
