package io.groundcheck.release.lease;

import io.groundcheck.release.json.Json;
import io.groundcheck.release.store.CompareAndSwap;
import io.groundcheck.release.store.ObjectStore;
import io.groundcheck.release.store.Versioned;
import io.groundcheck.release.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes the lease in {@code lease.json}. A holder that doesn't write for the lease's duration loses it to whoever saw
 * the same entity tag that long on its own monotonic clock; no two machines' clocks are ever compared.
 */
public final class Leases {

    /** The key of the lease that whoever moves traffic must hold. */
    public static final String KEY = "lease.json";

    /** The key of the lease that a running watch holds, so that nobody stages over the version to go back to. */
    public static final String WATCH_KEY = "watch.json";

    private final ObjectStore store;
    private final CompareAndSwap writes;
    private final Ticker ticker;
    private final Supplier<String> nonces;
    private final LeaseSettings settings;
    private final String key;

    /** The lease on moving traffic. */
    public Leases(
            ObjectStore store, CompareAndSwap writes, Ticker ticker, Supplier<String> nonces, LeaseSettings settings) {
        this(store, writes, ticker, nonces, settings, KEY);
    }

    /**
     * A lease of another name.
     *
     * @param key its object
     */
    public Leases(
            ObjectStore store,
            CompareAndSwap writes,
            Ticker ticker,
            Supplier<String> nonces,
            LeaseSettings settings,
            String key) {
        this.key = key;
        this.store = store;
        this.writes = writes;
        this.ticker = ticker;
        this.nonces = nonces;
        this.settings = settings;
    }

    /** The lease as it is now; empty if nobody ever took it. */
    public Optional<Versioned<LeaseDocument>> read() {
        return store.read(key)
                .map(found ->
                        new Versioned<>(Json.read(store.url(key), found.body(), LeaseDocument.class), found.etag()));
    }

    /**
     * The lease of somebody who is alive: who was seen to write it. One who is silent for the lease's duration is not,
     * and is waited for that long.
     */
    public Optional<LeaseDocument> alive() {
        var first = read();
        var watch = new Watch();
        for (var found = first; found.isPresent() && !watch.mayBeTaken(found.get()); found = read()) {
            if (!found.get().etag().equals(first.orElseThrow().etag())) {
                return found.map(Versioned::value);
            }
            ticker.sleep(settings.poll());
        }
        return Optional.empty();
    }

    /**
     * Takes the lease, waiting for its holder to finish, or to have been silent for the lease's duration.
     *
     * @param holder who takes it, for people
     * @param floor the new epoch is greater than this and than any that the lease ever had
     * @throws LeaseBusyException if it can't be had within the patience of the settings; says who holds it
     */
    public HeldLease take(String holder, long floor) {
        var watch = new Watch();
        var deadline = ticker.now().plus(settings.patience());
        while (true) {
            var found = read();
            if (found.isEmpty() || watch.mayBeTaken(found.get())) {
                var taken = tryTake(holder, floor, found);
                if (taken.isPresent()) {
                    return taken.get();
                }
                continue; // somebody was faster: look who
            }
            if (ticker.now().compareTo(deadline) >= 0) {
                throw busy(found.get().value(), watch);
            }
            ticker.sleep(settings.poll());
        }
    }

    private Optional<HeldLease> tryTake(String holder, long floor, Optional<Versioned<LeaseDocument>> found) {
        var epoch = Math.max(floor, found.map(lease -> lease.value().epoch()).orElse(0L)) + 1;
        var before = ticker.now(); // our time starts before the write, a waiter's after it
        var document = LeaseDocument.held(
                nonces.get(),
                holder,
                epoch,
                settings.duration(),
                found.flatMap(lease -> lease.value().overtakenByNext()));
        return writes.write(key, Json.write(document), found.map(Versioned::etag))
                .map(etag -> new HeldLease(key, store, writes, ticker, nonces, document, etag, before));
    }

    private LeaseBusyException busy(LeaseDocument held, Watch watch) {
        var left = held.duration().minus(watch.silence());
        return new LeaseBusyException("the lease " + (key.equals(KEY) ? "" : key + " ") + "is held by "
                + held.holder().orElse("somebody") + " (epoch "
                + held.epoch() + "). If it stays silent, the lease may be taken over in "
                + Math.max(0, left.toSeconds())
                + " s; run the same command again then, or after that one has ended");
    }

    /** How long this process has seen one and the same entity tag. */
    private final class Watch {
        private String etag = "";
        private Duration since = Duration.ZERO;

        boolean mayBeTaken(Versioned<LeaseDocument> lease) {
            if (lease.value().mayBeTaken()) {
                return true;
            }
            if (!lease.etag().equals(etag)) {
                etag = lease.etag();
                since = ticker.now();
            }
            return silence().compareTo(lease.value().duration()) >= 0;
        }

        Duration silence() {
            return ticker.now().minus(since);
        }
    }
}
