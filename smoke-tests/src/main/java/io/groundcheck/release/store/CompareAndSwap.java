package io.groundcheck.release.store;

import io.groundcheck.release.AwsException;
import io.groundcheck.release.time.Ticker;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Conditional writes whose answer can be trusted. The SDK repeats a request whose answer was lost, and S3 then answers
 * 412 to the repetition of a write that succeeded: so after a 412, or after no answer at all, the object is read back,
 * and if it holds exactly the bytes that were to be written, the write was ours. Every body carries a nonce, so that
 * nobody else's can be the same.
 */
public final class CompareAndSwap {

    private static final int CONFLICT_ATTEMPTS = 5;
    private static final Duration CONFLICT_PAUSE = Duration.ofMillis(100);

    private final ObjectStore store;
    private final Ticker ticker;

    public CompareAndSwap(ObjectStore store, Ticker ticker) {
        this.store = store;
        this.ticker = ticker;
    }

    /**
     * Writes the object if the one that is there still has this entity tag.
     *
     * @param etag what was read; empty if nothing was there
     * @return the new entity tag; empty if somebody else wrote first
     * @throws AwsException if S3 can't be reached or refuses, and looking doesn't show that the write was made
     */
    public Optional<String> write(String key, byte[] body, Optional<String> etag) {
        return attempt(
                key, body, () -> etag.map(e -> store.replace(key, body, e)).orElseGet(() -> store.create(key, body)));
    }

    private Optional<String> attempt(String key, byte[] body, Supplier<PutResult> put) {
        for (int attempt = 1; ; attempt++) {
            PutResult result;
            try {
                result = put.get();
            } catch (AwsException e) {
                if (!e.outcomeUnknown()) {
                    throw e;
                }
                return Optional.of(ownWrite(key, body).orElseThrow(() -> e));
            }
            if (result instanceof PutResult.Written written) {
                return Optional.of(written.etag());
            }
            if (result instanceof PutResult.PreconditionFailed || attempt == CONFLICT_ATTEMPTS) {
                return ownWrite(key, body);
            }
            ticker.sleep(CONFLICT_PAUSE);
        }
    }

    private Optional<String> ownWrite(String key, byte[] body) {
        return store.read(key)
                .filter(there -> Arrays.equals(there.body(), body))
                .map(StoredObject::etag);
    }
}
