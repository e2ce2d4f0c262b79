package io.groundcheck.release.watch;

import io.groundcheck.release.Progress;
import io.groundcheck.release.aws.Alarms;
import io.groundcheck.release.cutover.Canary;
import io.groundcheck.release.cutover.CanaryWatch;
import io.groundcheck.release.cutover.VersionProbe;
import io.groundcheck.release.latency.Baseline;
import io.groundcheck.release.latency.LatencyWatch;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.Pending;
import io.groundcheck.release.rollout.ReadinessProbe;
import io.groundcheck.release.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks after each step of a canary as {@link Watch} looks at a live version: with {@link Look} and {@link
 * BreachDecision}. Over the live route only one of the two versions may answer; how fast and whether the new one is
 * ready is asked over the candidate's route, where each request meets it.
 */
public final class CanaryLooks implements CanaryWatch {

    private final VersionProbe probe;
    private final ReadinessProbe readiness;
    private final Latencies latencies;
    private final Alarms alarms;
    private final Ticker ticker;
    private final WatchSettings settings;
    private final Progress progress;
    private @Nullable Running running;

    /** How fast a staging's tasks answer, compared with users before it had traffic. */
    @FunctionalInterface
    public interface Latencies {
        /**
         * Its comparison, from here on.
         *
         * @param measured the baseline, if this process has measured it; else the staging's newest is looked up
         */
        LatencyWatch of(Pending pending, Optional<Baseline> measured);
    }

    /** A step that this process looks at. */
    private record Running(Pending pending, Look look, Duration since) {}

    /**
     * @param settings the bake time is each step's
     */
    public CanaryLooks(
            VersionProbe probe,
            ReadinessProbe readiness,
            Latencies latencies,
            Alarms alarms,
            Ticker ticker,
            WatchSettings settings,
            Progress progress) {
        this.probe = probe;
        this.readiness = readiness;
        this.latencies = latencies;
        this.alarms = alarms;
        this.ticker = ticker;
        this.settings = settings;
        this.progress = progress;
    }

    @Override
    public Canary look(Pending pending, Digest old, Optional<Baseline> baseline) {
        var step = step(pending, old, baseline);
        var percent = pending.canary().orElseThrow();
        var breach = BreachDecision.decide(step.look().look(), settings.tolerated());
        if (breach.isPresent()) {
            return new Canary.Breached("at " + percent + " %: " + breach.get());
        }
        var left = settings.bake().minus(ticker.now().minus(step.since()));
        if (left.isZero() || left.isNegative()) {
            return new Canary.Passed(percent);
        }
        ticker.sleep(left.compareTo(settings.pause()) < 0 ? left : settings.pause());
        return new Canary.Watching();
    }

    private Running step(Pending pending, Digest old, Optional<Baseline> baseline) {
        var there = running;
        if (there != null && there.pending().equals(pending)) {
            return there;
        }
        progress.say(
                "canary: " + pending.canary().orElseThrow() + " % on " + pending.to() + " for " + seconds() + " s");
        var fresh = new Running(
                pending,
                new Look(
                        () -> users(pending, old).or(() -> readiness.unready(pending.to())),
                        latencies.of(pending, baseline),
                        alarms,
                        progress),
                ticker.now());
        running = fresh;
        return fresh;
    }

    private long seconds() {
        return settings.bake().toSeconds();
    }

    /** One of the two versions, and no other, may answer. */
    private Optional<String> users(Pending pending, Digest old) {
        Colour from = pending.from().orElseThrow();
        return probe.others(answer -> answer.isFrom(pending.to(), pending.digest()) || answer.isFrom(from, old));
    }
}
