package io.groundcheck.release.evidence;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.store.CompareAndSwap;
import io.groundcheck.release.store.ListedObject;
import io.groundcheck.release.store.ObjectStore;
import io.groundcheck.release.store.StoredObject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Evidence in the release bucket: created, never overwritten. */
public final class EvidenceStore {

    private final ObjectStore store;
    private final CompareAndSwap writes;

    public EvidenceStore(ObjectStore store, CompareAndSwap writes) {
        this.store = store;
        this.writes = writes;
    }

    /**
     * Keeps the evidence of one run, and reads it back: the version id is that of what is there.
     *
     * @throws ReleaseException (exit code 4) if other evidence of that run is already there, or this one was written
     *     over at once; (exit code 3) if the bucket keeps no versions
     */
    public StoredEvidence add(Evidence evidence) {
        var key = key(evidence);
        var body = Json.write(evidence);
        if (writes.write(key, body, Optional.empty()).isEmpty()) {
            throw overwritten(key);
        }
        var there = store.read(key).orElseThrow(() -> gone(key));
        if (!Arrays.equals(there.body(), body)) {
            throw overwritten(key);
        }
        return new StoredEvidence(evidence, versionId(key, there));
    }

    /** Where the evidence of a run is, as {@code s3://bucket/key}. */
    String url(Evidence evidence) {
        return store.url(key(evidence));
    }

    /**
     * Everything that was seen of a staging, newest first: by S3's own time of writing, then by run.
     *
     * @throws ReleaseException (exit code 3) if one of them can't be read or understood
     */
    public List<StoredEvidence> of(String stageId) {
        return store.list(prefix(stageId)).stream()
                .sorted(Comparator.comparing(ListedObject::lastModified)
                        .thenComparing(ListedObject::key)
                        .reversed())
                .map(listed -> read(listed.key()))
                .toList();
    }

    private StoredEvidence read(String key) {
        var found = store.read(key).orElseThrow(() -> gone(key));
        return new StoredEvidence(Json.read(store.url(key), found.body(), Evidence.class), versionId(key, found));
    }

    private String versionId(String key, StoredObject found) {
        return found.versionId()
                .orElseThrow(() -> new ReleaseException(
                        ExitCode.UNREACHABLE,
                        store.url(key) + " has no version id: the bucket's versioning is off, so nobody could tell"
                                + " whether evidence was written over; run `make infra-up`"));
    }

    private ReleaseException gone(String key) {
        return new ReleaseException(
                ExitCode.UNREACHABLE, store.url(key) + " was there but is gone: nothing may delete evidence");
    }

    private ReleaseException overwritten(String key) {
        return new ReleaseException(
                ExitCode.BUSY, store.url(key) + " already exists and is not ours: evidence is never overwritten");
    }

    private static String key(Evidence evidence) {
        return prefix(evidence.stageId()) + evidence.run() + ".json";
    }

    private static String prefix(String stageId) {
        return "evidence/" + stageId + "/";
    }
}
