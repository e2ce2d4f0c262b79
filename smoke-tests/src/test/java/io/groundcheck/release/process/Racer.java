package io.groundcheck.release.process;

import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.aws.sdk.SdkAws;
import io.groundcheck.release.cutover.HttpVersionProbe;
import io.groundcheck.release.cutover.Step;
import io.groundcheck.release.cutover.StepListener;
import io.groundcheck.release.cutover.Switch;
import io.groundcheck.release.cutover.SwitchBuilder;
import io.groundcheck.release.cutover.SwitchRequest;
import io.groundcheck.release.cutover.SwitchSettings;
import io.groundcheck.release.cutover.World;
import io.groundcheck.release.evidence.EvidenceStore;
import io.groundcheck.release.fake.FakeAws;
import io.groundcheck.release.gate.Specs;
import io.groundcheck.release.journal.JournalStore;
import io.groundcheck.release.lease.LeaseSettings;
import io.groundcheck.release.lease.Leases;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.Nonces;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.smoke.ExpectedScenarios;
import io.groundcheck.release.smoke.SpecVersion;
import io.groundcheck.release.state.RunningTask;
import io.groundcheck.release.store.CompareAndSwap;
import io.groundcheck.release.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One who switches traffic in a lane, in this JVM, with clocks of its own; ECS is played, everything else is real. */
final class Racer {

    private final Switch it;

    /**
     * A racer.
     *
     * @param skew how far its clocks are from this machine's
     * @param patience how long it waits for the lease
     * @param observed runs when it has seen the record and is about to ask for the lease, each time
     */
    Racer(Lane lane, String name, Duration skew, Duration patience, Runnable observed) {
        var aws = new SdkAws(lane.account().target, lane.account().foundation);
        var objects = aws.objects();
        var ticker = new SkewedTicker(skew);
        var writes = new CompareAndSwap(objects, ticker);
        var played = new FakeAws();
        runs(played, lane, Colour.BLUE, Lane.BLUE);
        runs(played, lane, Colour.GREEN, Lane.GREEN);
        var world = new World(
                new RecordStore(objects, writes, Nonces.random()),
                new EvidenceStore(objects, writes),
                new JournalStore(objects, writes),
                new Leases(
                        objects,
                        writes,
                        ticker,
                        Nonces.random(),
                        new LeaseSettings(Lane.LEASE, patience, Duration.ofMillis(50))),
                aws.loadBalancer(),
                played.containers(),
                new HttpVersionProbe(lane.account().url(), Duration.ofSeconds(3)));
        it = new SwitchBuilder()
                .ticker(ticker)
                .clock(Clock.offset(Clock.systemUTC(), skew))
                .settings(new SwitchSettings(
                        Duration.ofSeconds(1),
                        3,
                        Duration.ofMillis(100),
                        Duration.ofMillis(20),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(2)))
                .listener(new BeforeTheLease(observed))
                .build(world, new Specs(SpecVersion.current(), ExpectedScenarios.load()), name);
    }

    private static void runs(FakeAws played, Lane lane, Colour colour, Digest digest) {
        played.running.put(
                colour,
                List.of(new RunningTask(
                        PlayedEcs.arn(lane.name(), colour, 0), Optional.of(digest.value()), lane.name() + ":1")));
    }

    /** What it says in the end, be it done or refused. */
    String run(SwitchRequest request) {
        try {
            return it.run(request);
        } catch (ReleaseException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private record BeforeTheLease(Runnable observed) implements StepListener {
        @Override
        public void before(Step step) {
            if (step instanceof Step.TakeLease) {
                observed.run();
            }
        }

        @Override
        public void after(Step step) {}
    }

    private record SkewedTicker(Duration skew, Ticker real) implements Ticker {
        SkewedTicker(Duration skew) {
            this(skew, Ticker.system());
        }

        @Override
        public Duration now() {
            return real.now().plus(skew);
        }

        @Override
        public void sleep(Duration duration) {
            real.sleep(duration);
        }
    }
}
