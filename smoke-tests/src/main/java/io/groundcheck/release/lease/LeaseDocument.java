package io.groundcheck.release.lease;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.groundcheck.release.json.Required;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code lease.json}, schema 1. It is written free, never deleted, so that the epoch never goes back. It holds a
 * duration, no time of day: whoever waits measures on its own monotonic clock.
 *
 * @param schema the format, 1
 * @param nonce new with each write
 * @param holder who, for people; empty when free
 * @param epoch of the holder, or of the last one
 * @param durationSeconds how long after its last write the lease may be taken from its holder; empty when free
 * @param free whether nobody holds it
 * @param yields whether its holder, who has no order on its way, lets anybody take it at once
 * @param overtaken the last holder from whom it was taken, whoever held it since
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record LeaseDocument(
        int schema,
        String nonce,
        Optional<String> holder,
        long epoch,
        Optional<Long> durationSeconds,
        Optional<Boolean> free,
        Optional<Boolean> yields,
        Optional<Overtaken> overtaken) {

    /** The format this program reads and writes. */
    public static final int SCHEMA = 1;

    public LeaseDocument {
        Required.schema(SCHEMA, schema);
        Required.field("nonce", nonce);
        if (free.isEmpty() && (holder.isEmpty() || durationSeconds.isEmpty())) {
            throw new IllegalArgumentException("a lease is free, or it has a holder and duration_seconds");
        }
    }

    static LeaseDocument held(
            String nonce, String holder, long epoch, Duration duration, Optional<Overtaken> overtaken) {
        return new LeaseDocument(
                SCHEMA,
                nonce,
                Optional.of(holder),
                epoch,
                Optional.of(duration.toSeconds()),
                Optional.empty(),
                Optional.empty(),
                overtaken);
    }

    /** The same held anew. */
    LeaseDocument renewed(String freshNonce) {
        return new LeaseDocument(SCHEMA, freshNonce, holder, epoch, durationSeconds, free, Optional.empty(), overtaken);
    }

    /** The same for anybody to take. */
    LeaseDocument yielded(String freshNonce) {
        return new LeaseDocument(
                SCHEMA, freshNonce, holder, epoch, durationSeconds, free, Optional.of(true), overtaken);
    }

    /** The same with its holder gone by itself. */
    LeaseDocument freed(String freshNonce) {
        return new LeaseDocument(
                SCHEMA,
                freshNonce,
                Optional.empty(),
                epoch,
                Optional.empty(),
                Optional.of(true),
                Optional.empty(),
                overtaken);
    }

    /** Whom the next holder overtakes: this one, if it is silent; nobody else, if it went by itself or yields. */
    Optional<Overtaken> overtakenByNext() {
        return mayBeTaken() ? overtaken : Optional.of(new Overtaken(epoch, holder.orElse("somebody")));
    }

    /** Whether nobody has to be waited for: it is free, or its holder lets anybody take it. */
    boolean mayBeTaken() {
        return isFree() || yields.orElse(false);
    }

    /** Whether nobody holds it. */
    public boolean isFree() {
        return free.orElse(false);
    }

    /** How long the holder may keep it without writing. */
    public Duration duration() {
        return Duration.ofSeconds(durationSeconds.orElse(0L));
    }
}
