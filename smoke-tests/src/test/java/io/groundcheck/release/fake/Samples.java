package io.groundcheck.release.fake;

import io.groundcheck.release.evidence.Evidence;
import io.groundcheck.release.evidence.StoredEvidence;
import io.groundcheck.release.gate.Specs;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Colours;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.EvidenceRef;
import io.groundcheck.release.record.Previous;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.state.RunningTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Values that tests share. */
public final class Samples {

    /** The image of v1. */
    public static final Digest V1 = digest('1');

    /** The image of v2. */
    public static final Digest V2 = digest('2');

    /** The image of v3. */
    public static final Digest V3 = digest('3');

    /** The specs of the CLI under test. */
    public static final Specs SPECS = new Specs("spec-1", List.of("a::one::", "a::two::"));

    private static final String VERSION = "version-1";

    private Samples() {}

    /** A digest of 64 times the same hex digit. */
    public static Digest digest(char hex) {
        return new Digest("sha256:" + String.valueOf(hex).repeat(64));
    }

    /** A first staging with two tasks, whose evidence is {@link #stored}. */
    public static Staged staged(String tag, Digest digest) {
        return new Staged(tag, digest, "stage-" + tag, 1, 2, Optional.of(new EvidenceRef("run-1", VERSION)));
    }

    /** Evidence as the record of {@link #staged} names it. */
    public static StoredEvidence stored(Evidence evidence) {
        return new StoredEvidence(evidence, VERSION);
    }

    /** A record with these two stagings. */
    public static ReleaseRecord record(
            Optional<Colour> live, Optional<Previous> previous, Optional<Staged> blue, Optional<Staged> green) {
        return new ReleaseRecord(
                1,
                "n",
                3,
                live,
                previous,
                Optional.empty(),
                new Colours(blue, green),
                Optional.empty(),
                Optional.empty());
    }

    /** v1 live on blue, v2 staged on green. */
    public static ReleaseRecord v2Staged() {
        return record(
                Optional.of(Colour.BLUE),
                Optional.empty(),
                Optional.of(staged("v1", V1)),
                Optional.of(staged("v2", V2)));
    }

    /** Evidence that opens the gate for these tasks. */
    public static Evidence evidence(Colour colour, Staged staged, List<RunningTask> tasks) {
        return new Evidence(
                1,
                "run-1",
                staged.stageId(),
                colour,
                staged.tag(),
                staged.digest(),
                SPECS.version(),
                Evidence.Outcome.PASSED,
                false,
                false,
                "http://localhost",
                Optional.of(new Evidence.Observed(
                        staged.tag(), "abc", Optional.of(staged.digest().value()), Optional.of(colour.toString()))),
                List.of(staged.digest().value()),
                tasks.stream().map(RunningTask::arn).toList(),
                SPECS.expected(),
                SPECS.expected().stream()
                        .map(id -> new Evidence.Scenario(id, "passed", 5, Optional.empty()))
                        .toList(),
                Instant.parse("2026-11-23T05:00:00Z"),
                Instant.parse("2026-11-23T05:00:05Z"),
                "tester");
    }
}
