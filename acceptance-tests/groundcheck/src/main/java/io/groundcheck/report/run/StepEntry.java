package io.groundcheck.report.run;

import io.groundcheck.terraform.Diagnostic;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * A command that a test ran.
 *
 * @param title in a word or two, such as {@code apply}
 * @param command the whole command line
 * @param after how long after the test's begin it started
 * @param took how long it took, or has taken so far
 * @param exitCode empty while it runs, or if nobody saw it end
 * @param diagnostics its errors and warnings
 * @param resources how long each resource took
 */
public record StepEntry(
        String title,
        String command,
        Duration after,
        Duration took,
        OptionalInt exitCode,
        List<Diagnostic> diagnostics,
        List<ResourceTime> resources) {

    /**
     * What Terraform did to a resource within a step.
     *
     * @param address which
     * @param action what, such as {@code create}
     * @param took how long
     */
    public record ResourceTime(String address, String action, Duration took) {}

    /** Exit code 2 is no failure: {@code terraform plan -detailed-exitcode} says with it that something would change. */
    boolean failed() {
        return diagnostics.stream().anyMatch(Diagnostic::isError) || exitCode.orElse(0) == 1 || exitCode.orElse(0) > 2;
    }
}
