package io.groundcheck.release.cli;

import io.groundcheck.release.Progress;
import io.groundcheck.release.latency.Baseline;
import io.groundcheck.release.latency.LatencyMeter;
import io.groundcheck.release.latency.LatencyRule;
import io.groundcheck.release.latency.LatencyWatch;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How much slower than before the switch the new version may be. */
final class LatencyOptions {

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(
            names = "--latency-factor",
            defaultValue = "2",
            description =
                    "So many times the p50 and p95 from before the switch are allowed. Default: ${DEFAULT-VALUE}.")
    private double factor;

    @Option(
            names = "--latency-floor",
            defaultValue = "50ms",
            description = "And this much on top. Default: ${DEFAULT-VALUE}.")
    private Duration floor = Duration.ZERO;

    @Option(names = "--no-latency", description = "Don't compare latency with what it was before the switch.")
    private boolean none;

    /**
     * The rule that was asked for.
     *
     * @param usual how often to look
     * @throws ParameterException if it would breach on a version as fast as the old one
     */
    LatencyRule rule(LatencyRule usual) {
        if (!(factor >= 1 && factor <= 1000)) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(),
                    "--latency-factor: expected 1 to 1000 but was " + factor
                            + "; to leave latency out, say --no-latency");
        }
        return usual.allowing(factor, floor);
    }

    /** Compares with this baseline, and says so. */
    LatencyWatch watch(Optional<Baseline> baseline, LatencyMeter meter, LatencyRule rule, Progress progress) {
        var watch = new LatencyWatch(none ? Optional.empty() : baseline, meter, rule);
        progress.say(none ? "latency: not looked at (--no-latency)" : watch.comparison());
        return watch;
    }
}
