package io.groundcheck.release.watch;

import io.groundcheck.release.AwsException;
import io.groundcheck.release.Progress;
import io.groundcheck.release.aws.Aws;
import io.groundcheck.release.cutover.VersionProbe;
import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.latency.LatencyWatch;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.record.SwitchAction;
import io.groundcheck.release.rollout.ReadinessProbe;
import io.groundcheck.release.time.Ticker;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Looks at the live version for a while. It decides; rolling back is the caller's. */
public final class Watch {

    private final Aws aws;
    private final RecordStore records;
    private final VersionProbe probe;
    private final ReadinessProbe readiness;
    private final Function<Staged, LatencyWatch> latencies;
    private final Ticker ticker;
    private final WatchSettings settings;
    private final BooleanSupplier stillOurs;
    private final Progress progress;

    /**
     * @param latencies how fast users are answered, compared with what was before that staging went live
     * @param stillOurs says at each look that this watch is alive; false if another one has taken its place meanwhile
     */
    public Watch(
            Aws aws,
            RecordStore records,
            VersionProbe probe,
            ReadinessProbe readiness,
            Function<Staged, LatencyWatch> latencies,
            Ticker ticker,
            WatchSettings settings,
            BooleanSupplier stillOurs,
            Progress progress) {
        this.stillOurs = stillOurs;
        this.aws = aws;
        this.records = records;
        this.probe = probe;
        this.readiness = readiness;
        this.latencies = latencies;
        this.ticker = ticker;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Watches until the bake time is over or something is wrong.
     *
     * @return never {@link WatchStep.GoOn}
     * @throws GateRefusedException if nothing is live that could be watched
     */
    public WatchStep run() {
        var record = records.read().value();
        if (record.pending()
                .filter(pending -> pending.action() == SwitchAction.ROLLBACK)
                .isPresent()) {
            return new WatchStep.Breach("a rollback was begun and is not finished");
        }
        var live = record.live().filter(colour -> record.pending().isEmpty());
        var staged = live.flatMap(record::staged);
        if (live.isEmpty() || staged.isEmpty()) {
            throw new GateRefusedException(
                    GateId.NOT_STAGED, "the record names no live release to watch; look at `release status`");
        }
        var end = ticker.now().plus(settings.bake());
        progress.say("watching " + staged.get().brief() + " on " + live.get() + " for "
                + settings.bake().toSeconds() + " s");
        var latency = latencies.apply(staged.get());
        var look = new Look(
                () -> probe.others(
                                answer -> answer.isFrom(live.get(), staged.get().digest()))
                        .or(() -> readiness.unready(live.get())),
                latency,
                aws.alarms(),
                progress);
        while (true) {
            var step = step(look, live.get(), record.epoch(), end);
            if (!(step instanceof WatchStep.GoOn)) {
                latency.newest().ifPresent(newest -> progress.say("latency at the end: " + newest));
                return step;
            }
            ticker.sleep(settings.pause());
        }
    }

    private WatchStep step(Look look, Colour live, long epoch, Duration end) {
        var looked = look.look();
        try {
            if (!stillOurs.getAsBoolean()) {
                return new WatchStep.Superseded("another watch has taken over");
            }
            return WatchDecision.decide(
                    new WatchObservation(
                            live, epoch, epochNow(), aws.loadBalancer().traffic(), looked, end.minus(ticker.now())),
                    settings.tolerated());
        } catch (AwsException e) {
            // AWS not answering us says nothing about users; what users see was looked at above.
            progress.say("AWS can't be asked: " + e.getMessage());
            return BreachDecision.decide(looked, settings.tolerated())
                    .<WatchStep>map(WatchStep.Breach::new)
                    .orElseGet(() -> ticker.now().compareTo(end) >= 0 ? new WatchStep.Baked() : new WatchStep.GoOn());
        }
    }

    private long epochNow() {
        ReleaseRecord now = records.read().value();
        return now.epoch();
    }
}
