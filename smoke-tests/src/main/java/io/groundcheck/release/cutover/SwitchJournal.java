package io.groundcheck.release.cutover;

import io.groundcheck.release.AwsException;
import io.groundcheck.release.Progress;
import io.groundcheck.release.journal.Journal;
import io.groundcheck.release.journal.JournalStore;
import io.groundcheck.release.lease.LeaseBusyException;
import io.groundcheck.release.store.Versioned;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one switch did, step by step: kept in mind, and in the bucket once its journal is open. */
final class SwitchJournal {

    private final JournalStore store;
    private final Clock clock;
    private final Supplier<String> nonces;
    private final Progress progress;
    private final List<Journal.Entry> done = new ArrayList<>();
    private @Nullable Versioned<Journal> open;

    SwitchJournal(JournalStore store, Clock clock, Supplier<String> nonces, Progress progress) {
        this.store = store;
        this.clock = clock;
        this.nonces = nonces;
        this.progress = progress;
    }

    void note(String step, String detail) {
        done.add(new Journal.Entry(step, clock.instant(), detail));
    }

    boolean isOpen() {
        return open != null;
    }

    /**
     * Begins the epoch's journal with what was done so far.
     *
     * @param journal of these steps
     * @throws LeaseBusyException if the epoch has one already
     */
    void open(Function<List<Journal.Entry>, Journal> journal) {
        var fresh = journal.apply(done);
        open = store.create(fresh)
                .orElseThrow(() -> new LeaseBusyException("epoch " + fresh.epoch()
                        + " already has a journal: somebody else runs under the same epoch. Look at `release status`"));
        done.clear();
    }

    /** Adds the rest. What can't be written is said, and no reason to fail: traffic and record are where they should be. */
    void close(Step.End end) {
        note(end.name(), end.message());
        if (open == null) {
            return;
        }
        try {
            var ended = open.value().plus(done, nonces.get());
            store.replace(end instanceof Step.TakenBack ? ended.because(end.message()) : ended, open.etag());
        } catch (AwsException e) {
            progress.say("the journal of epoch " + open.value().epoch() + " could not be completed: " + e.getMessage());
        }
    }
}
