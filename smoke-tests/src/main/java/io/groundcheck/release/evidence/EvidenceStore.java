package io.groundcheck.release.evidence;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.store.CompareAndSwap;
import io.groundcheck.release.store.ListedObject;
import io.groundcheck.release.store.ObjectStore;
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
     * Keeps the evidence of one run.
     *
     * @return where it is, as {@code s3://bucket/key}
     * @throws ReleaseException (exit code 4) if evidence of that run is already there
     */
    public String add(Evidence evidence) {
        var key = prefix(evidence.stageId()) + evidence.run() + ".json";
        if (writes.write(key, Json.write(evidence), Optional.empty()).isEmpty()) {
            throw new ReleaseException(
                    ExitCode.BUSY, store.url(key) + " already exists and is not ours: evidence is never overwritten");
        }
        return store.url(key);
    }

    /**
     * Everything that was seen of a staging, newest first: by S3's own time of writing, then by run.
     *
     * @throws ReleaseException (exit code 3) if one of them can't be read or understood
     */
    public List<Evidence> of(String stageId) {
        return store.list(prefix(stageId)).stream()
                .sorted(Comparator.comparing(ListedObject::lastModified)
                        .thenComparing(ListedObject::key)
                        .reversed())
                .map(listed -> read(listed.key()))
                .toList();
    }

    private Evidence read(String key) {
        var found = store.read(key)
                .orElseThrow(() -> new ReleaseException(
                        ExitCode.UNREACHABLE, store.url(key) + " was listed but is gone: nothing may delete evidence"));
        return Json.read(store.url(key), found.body(), Evidence.class);
    }

    private static String prefix(String stageId) {
        return "evidence/" + stageId + "/";
    }
}
