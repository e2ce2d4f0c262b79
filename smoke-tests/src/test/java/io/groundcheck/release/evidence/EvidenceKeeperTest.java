package io.groundcheck.release.evidence;

import static io.groundcheck.release.fake.Samples.V3;
import static io.groundcheck.release.fake.Samples.v2Staged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.fake.FakeObjects;
import io.groundcheck.release.fake.FakeTicker;
import io.groundcheck.release.fake.Samples;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.EvidenceRef;
import io.groundcheck.release.record.Nonces;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.store.CompareAndSwap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvidenceKeeperTest {

    private static final String KEY = "evidence/stage-v2/run-1.json";

    private final FakeObjects bucket = new FakeObjects();
    private final CompareAndSwap writes = new CompareAndSwap(bucket, new FakeTicker());
    private final RecordStore records = new RecordStore(bucket, writes, Nonces.random());
    private final EvidenceStore store = new EvidenceStore(bucket, writes);
    private final EvidenceKeeper keeper = new EvidenceKeeper(store, records);
    private final Staged untested = new Staged("v2", Samples.V2, "stage-v2", 1, 2);
    private final Evidence evidence = Samples.evidence(Colour.GREEN, untested, List.of());

    @BeforeEach
    void stage() {
        bucket.put(RecordStore.KEY, Json.write(v2Staged().stage(Colour.GREEN, untested)));
    }

    @Test
    void the_record_names_the_version_of_the_object_that_was_written() {
        assertThat(keeper.keep(evidence)).isEqualTo("s3://bucket/" + KEY);

        var version = bucket.read(KEY).flatMap(found -> found.versionId()).orElseThrow();
        assertThat(records.read().value().staged(Colour.GREEN).flatMap(Staged::evidence))
                .contains(new EvidenceRef("run-1", version));
        assertThat(store.of("stage-v2")).containsExactly(new StoredEvidence(evidence, version));
    }

    @Test
    void nothing_else_in_the_record_changes() {
        var before = records.read().value();

        keeper.keep(evidence);

        var after = records.read().value();
        assertThat(after.stage(Colour.GREEN, untested).withNonce("")).isEqualTo(before.withNonce(""));
    }

    @Test
    void staging_anew_forgets_what_was_named() {
        keeper.keep(evidence);

        var staged = records.read().value().stage(Colour.GREEN, new Staged("v3", V3, "stage-v3", 1, 2));

        assertThat(staged.staged(Colour.GREEN).flatMap(Staged::evidence)).isEqualTo(Optional.empty());
    }

    @Test
    void a_stage_that_came_between_is_not_called_tested() {
        bucket.put(RecordStore.KEY, Json.write(v2Staged().stage(Colour.GREEN, new Staged("v3", V3, "stage-v3", 1, 2))));

        assertThatThrownBy(() -> keeper.keep(evidence))
                .isInstanceOfSatisfying(
                        ReleaseException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BUSY))
                .hasMessage("green was staged anew while run run-1 went on: its evidence is about a stage that is gone;"
                        + " run `release await`, then `release smoke`");
        assertThat(records.read().value().staged(Colour.GREEN).flatMap(Staged::evidence))
                .isEmpty();
    }

    @Test
    void evidence_is_never_written_over() {
        keeper.keep(evidence);
        var other = Samples.evidence(Colour.GREEN, new Staged("v2x", Samples.V2, "stage-v2", 1, 2), List.of());

        assertThatThrownBy(() -> keeper.keep(other))
                .hasMessage("s3://bucket/" + KEY + " already exists and is not ours: evidence is never overwritten");
    }
}
