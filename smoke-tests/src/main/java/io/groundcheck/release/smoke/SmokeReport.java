package io.groundcheck.release.smoke;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run of the smoke specs saw. It decides nothing: the gate does.
 *
 * @param scenarios every scenario Cucumber looked at, in the order of the run
 * @param expected the committed list of scenario ids that must pass, whatever the filter was
 * @param specVersion {@link SpecVersion#current()} of the jar that ran
 * @param partial a tag filter was given, or no digest was expected: never evidence that opens the gate
 * @param dryRun no request was sent
 * @param observed the first answer of {@code /version}; empty when it wasn't one, or in a dry run
 * @param started when the run began
 * @param ended when the run ended
 */
public record SmokeReport(
        List<ScenarioResult> scenarios,
        List<String> expected,
        String specVersion,
        boolean partial,
        boolean dryRun,
        Optional<ObservedVersion> observed,
        Instant started,
        Instant ended) {

    public SmokeReport {
        scenarios = List.copyOf(scenarios);
        expected = List.copyOf(expected);
    }
}
