package io.groundcheck.release.cutover;

import io.groundcheck.release.evidence.EvidenceStore;
import io.groundcheck.release.fake.FakeAws;
import io.groundcheck.release.fake.FakeTicker;
import io.groundcheck.release.fake.Samples;
import io.groundcheck.release.journal.JournalStore;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.latency.BaselineMeter;
import io.groundcheck.release.lease.LeaseDocument;
import io.groundcheck.release.lease.LeaseSettings;
import io.groundcheck.release.lease.Leases;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Nonces;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.state.RunningTask;
import io.groundcheck.release.store.CompareAndSwap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** An account in memory, and processes that switch traffic in it. */
final class Harness {

    final FakeAws aws = new FakeAws();
    final FakeTicker ticker = new FakeTicker();
    /** What each look at a canary shows. */
    CanaryWatch canary =
            (pending, old, baseline) -> new Canary.Passed(pending.canary().orElseThrow());

    /** How fast the live colour answers. */
    BaselineMeter baseline = BaselineMeter.none();

    final List<String> said = new ArrayList<>();

    /** Puts a record and evidence for what is staged on the colours. */
    Harness(ReleaseRecord record) {
        var named = record;
        for (var colour : Colour.values()) {
            if (record.staged(colour).isPresent()) {
                var staged = record.staged(colour).get();
                aws.up(colour, staged.digest(), staged.desiredCount());
                var evidence = Samples.evidence(colour, staged, aws.running.getOrDefault(colour, List.of()));
                var ref = new EvidenceStore(aws.objects(), new CompareAndSwap(aws.objects(), ticker))
                        .add(evidence)
                        .ref();
                named = named.name(colour, staged.withEvidence(ref));
            }
        }
        aws.bucket.put(RecordStore.KEY, Json.write(named));
        record.live().ifPresent(live -> aws.traffic = new io.groundcheck.release.state.Traffic.To(live));
    }

    /** A process does what was asked for. */
    String run(SwitchRequest request) {
        return process(StepListener.none()).run(request);
    }

    Switch process(StepListener listener) {
        var writes = new CompareAndSwap(aws.objects(), ticker);
        var world = new World(
                new RecordStore(aws.objects(), writes, Nonces.random()),
                new EvidenceStore(aws.objects(), writes),
                new JournalStore(aws.objects(), writes),
                new Leases(aws.objects(), writes, ticker, Nonces.random(), LeaseSettings.DEFAULT),
                aws.loadBalancer(),
                aws.containers(),
                this::round);
        return new SwitchBuilder()
                .ticker(ticker)
                .clock(Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC))
                .progress(said::add)
                .listener(listener)
                .baselines((live, digest) -> baseline.measure(live, digest))
                .canaries((pending, old, baseline) -> canary.look(pending, old, baseline))
                .build(world, Samples.SPECS, "tester");
    }

    /** Users are answered by whatever runs where traffic goes. */
    List<VersionProbe.Answer> round() {
        var digest = aws.traffic
                .target()
                .flatMap(colour ->
                        aws.running.getOrDefault(colour, List.of()).stream().findFirst())
                .flatMap(RunningTask::digest);
        var colour = aws.traffic.target().map(Colour::toString).orElse("");
        return List.of(new VersionProbe.Answer("node", colour, digest.orElse(""), digest.orElse("status 503")));
    }

    ReleaseRecord record() {
        return Json.read(
                "release.json", aws.bucket.read(RecordStore.KEY).orElseThrow().body(), ReleaseRecord.class);
    }

    /** Whether the lease is written free. */
    boolean isFree() {
        return aws.bucket
                .read(Leases.KEY)
                .map(found ->
                        Json.read(Leases.KEY, found.body(), LeaseDocument.class).isFree())
                .orElse(true);
    }

    /** How long the next one has to wait for the lease: nothing, or a dead holder's time. */
    Duration waitForLease() {
        var before = ticker.now();
        var writes = new CompareAndSwap(aws.objects(), ticker);
        new Leases(aws.objects(), writes, ticker, Nonces.random(), LeaseSettings.DEFAULT)
                .take("next", 0)
                .free();
        return ticker.now().minus(before);
    }
}
