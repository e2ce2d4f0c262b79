package io.groundcheck.terraform;

import io.groundcheck.plan.Plan;
import io.groundcheck.plan.Secrets;
import io.groundcheck.process.ProcessIdentity;
import java.time.Duration;

/** Tells two. */
record BothProgress(Progress first, Progress second) implements Progress {

    @Override
    public void uses(Cli cli) {
        first.uses(cli);
        second.uses(cli);
    }

    @Override
    public void started(Subcommand command) {
        first.started(command);
        second.started(command);
    }

    @Override
    public void running(Subcommand command, ProcessIdentity process) {
        first.running(command, process);
        second.running(command, process);
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

    @Override
    public void hide(Secrets secrets) {
        first.hide(secrets);
        second.hide(secrets);
    }

    @Override
    public void planned(Plan plan) {
        first.planned(plan);
        second.planned(plan);
    }

    @Override
    public void read(Outputs outputs) {
        first.read(outputs);
        second.read(outputs);
    }
}
