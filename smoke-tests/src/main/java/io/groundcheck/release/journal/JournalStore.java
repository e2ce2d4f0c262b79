package io.groundcheck.release.journal;

import io.groundcheck.release.json.Json;
import io.groundcheck.release.latency.Baseline;
import io.groundcheck.release.record.SwitchAction;
import io.groundcheck.release.store.CompareAndSwap;
import io.groundcheck.release.store.ListedObject;
import io.groundcheck.release.store.ObjectStore;
import io.groundcheck.release.store.Versioned;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Journals in the release bucket: one per epoch, created once by the holder of that epoch. */
public final class JournalStore {

    private static final String FOLDER = "journal/";

    /** A baseline that is further back is of another world. */
    private static final int BASELINES = 20;

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

    /** The journals of the newest epochs, oldest first. */
    public List<Journal> newest(int count) {
        return store.list(FOLDER).stream()
                .map(ListedObject::key)
                .filter(key -> key.matches(FOLDER + "[0-9]+\\.json"))
                .map(key -> Long.parseLong(key.substring(FOLDER.length(), key.indexOf('.'))))
                .sorted(Comparator.reverseOrder())
                .limit(count)
                .sorted()
                .flatMap(epoch -> read(epoch).stream())
                .toList();
    }

    /** How fast users were answered before this staging took traffic, the last time that it was measured. */
    public Optional<Baseline> baseline(String stageId) {
        return newest(BASELINES).stream()
                .filter(journal -> journal.action() == SwitchAction.CUTOVER)
                .filter(journal -> journal.stageId().equals(stageId))
                .flatMap(journal -> journal.baseline().stream())
                .reduce((older, newer) -> newer);
    }

    private static String key(long epoch) {
        return FOLDER + epoch + ".json";
    }
}
