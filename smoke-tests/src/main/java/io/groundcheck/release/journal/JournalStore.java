package io.groundcheck.release.journal;

import io.groundcheck.release.json.Json;
import io.groundcheck.release.store.CompareAndSwap;
import io.groundcheck.release.store.ObjectStore;
import io.groundcheck.release.store.Versioned;
import java.util.Optional;

/** Journals in the release bucket: one per epoch, created once by the holder of that epoch. */
public final class JournalStore {

    private final ObjectStore store;
    private final CompareAndSwap writes;

    public JournalStore(ObjectStore store, CompareAndSwap writes) {
        this.store = store;
        this.writes = writes;
    }

    /** Begins an epoch's journal; empty if that epoch already has one. */
    public Optional<Versioned<Journal>> create(Journal journal) {
        return writes.write(key(journal.epoch()), Json.write(journal), Optional.empty())
                .map(etag -> new Versioned<>(journal, etag));
    }

    /** Writes it with more steps; empty if somebody else changed it. */
    public Optional<Versioned<Journal>> replace(Journal journal, String etag) {
        return writes.write(key(journal.epoch()), Json.write(journal), Optional.of(etag))
                .map(written -> new Versioned<>(journal, written));
    }

    /** An epoch's journal; empty if there is none. */
    public Optional<Journal> read(long epoch) {
        return store.read(key(epoch)).map(found -> Json.read(store.url(key(epoch)), found.body(), Journal.class));
    }

    private static String key(long epoch) {
        return "journal/" + epoch + ".json";
    }
}
