package io.groundcheck.release.latency;

import io.groundcheck.release.Progress;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Measures over the live route. */
public final class LiveBaseline implements BaselineMeter {

    private static final int ROUNDS = 25;
    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final int ENOUGH = 5;

    private final LatencyMeter meter;
    private final Progress progress;

    public LiveBaseline(LatencyMeter meter, Progress progress) {
        this.meter = meter;
        this.progress = progress;
    }

    @Override
    public Optional<Baseline> measure(Colour live, Digest digest) {
        try {
            var paths = Measured.of(meter.take(ROUNDS, BUDGET)).stream()
                    .filter(measured -> measured.requests() >= ENOUGH)
                    .toList();
            if (paths.isEmpty()) {
                progress.say("no latency baseline: " + live + " gave fewer than " + ENOUGH + " answers in "
                        + BUDGET.toSeconds() + " s; a watch won't compare latency");
                return Optional.empty();
            }
            var baseline = new Baseline(live, digest, paths);
            progress.say("latency before the switch: " + baseline);
            return Optional.of(baseline);
        } catch (IOException e) {
            progress.say("no latency baseline: " + live + " doesn't answer (" + e.getMessage()
                    + "); a watch won't compare latency");
            return Optional.empty();
        }
    }
}
