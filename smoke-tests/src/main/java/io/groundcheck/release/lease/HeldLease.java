package io.groundcheck.release.lease;

import io.groundcheck.release.json.Json;
import io.groundcheck.release.store.CompareAndSwap;
import io.groundcheck.release.store.ObjectStore;
import io.groundcheck.release.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** A lease that was won. Its epoch is nobody else's. Not for use by two threads. */
public final class HeldLease {

    private final String key;
    private final ObjectStore store;
    private final CompareAndSwap writes;
    private final Ticker ticker;
    private final Supplier<String> nonces;
    private LeaseDocument document;
    private String etag;
    private Duration since;

    HeldLease(
            String key,
            ObjectStore store,
            CompareAndSwap writes,
            Ticker ticker,
            Supplier<String> nonces,
            LeaseDocument document,
            String etag,
            Duration since) {
        this.key = key;
        this.store = store;
        this.writes = writes;
        this.ticker = ticker;
        this.nonces = nonces;
        this.document = document;
        this.etag = etag;
        this.since = since;
    }

    /** Grows by at least one with each won lease. */
    public long epoch() {
        return document.epoch();
    }

    /** How long nobody may take it over; zero or less once somebody may. */
    public Duration remaining() {
        return document.mayBeTaken()
                ? Duration.ZERO
                : document.duration().minus(ticker.now().minus(since));
    }

    /** The last holder that lost it without writing it free: it may be asleep, and wake up. */
    public Optional<Overtaken> overtaken() {
        return document.overtaken();
    }

    /**
     * Looks whether it is still ours, by what S3 says and not by any clock of this machine, which may have been asleep.
     *
     * @return when S3 said so, by its clock; empty if somebody took it over
     */
    public Optional<Instant> look() {
        return store.unchanged(key, etag);
    }

    /**
     * Starts its duration anew, in the same epoch.
     *
     * @return whether it is still ours; once it isn't, it never is again
     */
    public boolean renew() {
        return write(document.renewed(nonces.get()));
    }

    /**
     * Lets anybody take it at once, for as long as nothing is ordered: {@link #renew} before the next order says whether
     * somebody did. Nothing is written if it was yielded already.
     *
     * @return whether it is still ours; once it isn't, it never is again
     */
    public boolean giveWay() {
        return document.mayBeTaken() || write(document.yielded(nonces.get()));
    }

    private boolean write(LeaseDocument fresh) {
        var before = ticker.now();
        var written = writes.write(key, Json.write(fresh), Optional.of(etag));
        written.ifPresent(newEtag -> {
            document = fresh;
            etag = newEtag;
            since = before;
        });
        return written.isPresent();
    }

    /** Writes it free. If somebody took it over meanwhile, theirs is left alone. */
    public void free() {
        writes.write(key, Json.write(document.freed(nonces.get())), Optional.of(etag));
    }
}
