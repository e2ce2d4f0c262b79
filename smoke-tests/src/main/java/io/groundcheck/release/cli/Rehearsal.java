package io.groundcheck.release.cli;

import io.groundcheck.release.cutover.SwitchSettings;
import io.groundcheck.release.cutover.VersionProbe;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.rehearsal.RehearsedAws;
import io.groundcheck.release.state.RunningTask;
import java.time.Duration;
import java.util.List;

/**
 * A dry run.
 *
 * @param connection to what is asked and never changed
 * @param aws the same, and what it would look like by now
 */
record Rehearsal(Session.Connection connection, RehearsedAws aws) {

    /** One right answer will do where every answer is made up. */
    SwitchSettings settings() {
        return new SwitchSettings(
                SwitchSettings.DEFAULT.orderMargin(),
                1,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                SwitchSettings.DEFAULT.latestOrder());
    }

    /** Once traffic would have moved, who would answer; before that, who does. */
    VersionProbe probe(VersionProbe real) {
        return () -> aws.moved().map(this::moved).orElseGet(real::round);
    }

    private List<VersionProbe.Answer> moved(Colour colour) {
        var digest = aws.containers().running(colour).stream()
                .findFirst()
                .flatMap(RunningTask::digest)
                .orElse("");
        return List.of(new VersionProbe.Answer("rehearsal", colour.toString(), digest, "rehearsed"));
    }
}
