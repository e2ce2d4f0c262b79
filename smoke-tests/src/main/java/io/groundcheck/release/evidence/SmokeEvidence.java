package io.groundcheck.release.evidence;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.smoke.ScenarioResult;
import io.groundcheck.release.smoke.SmokeReport;
import io.groundcheck.release.smoke.Status;
import io.groundcheck.release.state.RunningTask;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Turns what a smoke run reports into evidence. */
public final class SmokeEvidence {

    private SmokeEvidence() {}

    /**
     * Binds a report to what was asked.
     *
     * @param run a new UUID
     * @param tasks the colour's tasks when the run began
     */
    public static Evidence of(
            SmokeReport report,
            String run,
            Colour colour,
            Staged staged,
            String url,
            List<RunningTask> tasks,
            String by) {
        return new Evidence(
                Evidence.SCHEMA,
                run,
                staged.stageId(),
                colour,
                staged.tag(),
                staged.digest(),
                report.specVersion(),
                hasPassed(report) ? Evidence.Outcome.PASSED : Evidence.Outcome.FAILED,
                report.partial(),
                report.dryRun(),
                url,
                report.observed()
                        .map(version -> new Evidence.Observed(
                                version.version(), version.commit(), version.digest(), version.colour())),
                tasks.stream()
                        .flatMap(task -> task.digest().stream())
                        .distinct()
                        .toList(),
                tasks.stream().map(RunningTask::arn).toList(),
                report.expected(),
                report.scenarios().stream().map(SmokeEvidence::scenario).toList(),
                report.started(),
                report.ended(),
                by);
    }

    /** Whether every expected scenario passed, nothing else was looked at, and it was a whole and real run. */
    public static boolean hasPassed(SmokeReport report) {
        var ids = report.scenarios().stream().map(ScenarioResult::id).toList();
        return !report.partial()
                && !report.dryRun()
                && !report.expected().isEmpty()
                && report.scenarios().stream().allMatch(scenario -> scenario.status() == Status.PASSED)
                && ids.size() == report.expected().size()
                && new HashSet<>(ids).equals(new HashSet<>(report.expected()));
    }

    private static Evidence.Scenario scenario(ScenarioResult result) {
        return new Evidence.Scenario(
                result.id(),
                result.status().name().toLowerCase(Locale.ROOT),
                result.duration().toMillis(),
                result.message());
    }
}
