package io.groundcheck.release.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which parts of traffic get the new version first, and for how long. */
final class CanaryOptions {

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(
            names = "--canary",
            split = ",",
            paramLabel = "PERCENT",
            description = "These parts of requests first, such as 10 or 10,50. Default: everything at once.")
    private List<Integer> percents = new ArrayList<>();

    @Option(
            names = "--step",
            defaultValue = "5m",
            paramLabel = "DURATION",
            description = "How long to look at each part before the next. Default: ${DEFAULT-VALUE}.")
    private Duration step = Duration.ZERO;

    /**
     * The parts, in percent.
     *
     * @throws ParameterException if they don't grow from 1 to 99
     */
    List<Integer> percents() {
        for (int i = 0; i < percents.size(); i++) {
            if (percents.get(i) < 1 || percents.get(i) > 99 || (i > 0 && percents.get(i) <= percents.get(i - 1))) {
                throw wrong("--canary: expected percents from 1 to 99, each greater than the one before, such as 10,50,"
                        + " but was " + percents);
            }
        }
        return percents;
    }

    /**
     * How long each part is looked at.
     *
     * @throws ParameterException if that is no time
     */
    Duration step() {
        if (step.isZero()) {
            throw wrong("--step: expected more than 0 but was 0; without --canary everything goes at once");
        }
        return step;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), message);
    }
}
