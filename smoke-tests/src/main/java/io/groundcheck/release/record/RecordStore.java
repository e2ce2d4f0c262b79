package io.groundcheck.release.record;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.store.CompareAndSwap;
import io.groundcheck.release.store.ObjectStore;
import io.groundcheck.release.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code release.json} in the release bucket. Every write is compare-and-swap. */
public final class RecordStore {

    /** The record's key. */
    public static final String KEY = "release.json";

    private final ObjectStore store;
    private final CompareAndSwap writes;
    private final Supplier<String> nonces;

    public RecordStore(ObjectStore store, CompareAndSwap writes, Supplier<String> nonces) {
        this.store = store;
        this.writes = writes;
        this.nonces = nonces;
    }

    /**
     * Reads the record.
     *
     * @throws ReleaseException (exit code 3) if there is none, or it can't be read or understood
     */
    public Versioned<ReleaseRecord> read() {
        var found = store.read(KEY)
                .orElseThrow(() -> new ReleaseException(
                        ExitCode.UNREACHABLE,
                        "there is no release record at " + store.url(KEY)
                                + "; the foundation creates it: run `make infra-up`, or bring back its last version"));
        return new Versioned<>(Json.read(store.url(KEY), found.body(), ReleaseRecord.class), found.etag());
    }

    /**
     * Looks whether the record is still the one that was read.
     *
     * @return when S3 said so, by its clock; empty if somebody wrote since
     */
    public Optional<Instant> look(String etag) {
        return store.unchanged(KEY, etag);
    }

    /**
     * How long a fence still stands, by S3's clock; empty if it is over.
     *
     * @throws ReleaseException (exit code 3) if S3 can't be asked
     */
    public Optional<Duration> remaining(Fence fence) {
        return store.read(KEY)
                .map(there -> Duration.between(there.at(), fence.until()))
                .filter(left -> left.compareTo(Duration.ZERO) > 0);
    }

    /**
     * Writes the record under a new nonce.
     *
     * @param etag of the record that was read
     * @return the record as written; empty if somebody else wrote since
     */
    public Optional<Versioned<ReleaseRecord>> replace(ReleaseRecord changed, String etag) {
        var fresh = changed.withNonce(nonces.get());
        return writes.write(KEY, Json.write(fresh), Optional.of(etag)).map(written -> new Versioned<>(fresh, written));
    }
}
