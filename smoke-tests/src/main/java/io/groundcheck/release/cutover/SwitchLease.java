package io.groundcheck.release.cutover;

import io.groundcheck.release.AwsException;
import io.groundcheck.release.Progress;
import io.groundcheck.release.lease.HeldLease;
import io.groundcheck.release.lease.LeaseBusyException;
import io.groundcheck.release.lease.Leases;
import io.groundcheck.release.lease.Overtaken;
import io.groundcheck.release.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one switch has of the lease: nothing, the lease, or the knowledge that somebody took it over. */
final class SwitchLease {

    private final Leases leases;
    private final Duration orderMargin;
    private final Progress progress;
    private @Nullable HeldLease held;
    private boolean lost;
    private boolean freed;

    /**
     * @param orderMargin an order needs the lease to last this long
     */
    SwitchLease(Leases leases, Duration orderMargin, Progress progress) {
        this.leases = leases;
        this.orderMargin = orderMargin;
        this.progress = progress;
    }

    /** For the decision. */
    Hold hold() {
        if (held == null) {
            return new Hold.None();
        }
        return lost ? new Hold.Lost(epoch()) : new Hold.Held(epoch(), lastsForAnOrder());
    }

    private boolean lastsForAnOrder() {
        return held().remaining().compareTo(orderMargin) >= 0;
    }

    /**
     * Waits for it and takes it.
     *
     * @throws LeaseBusyException if it can't be had; says who holds it
     */
    void take(String by, long floor) {
        held = leases.take(by, floor);
    }

    void renew() {
        lost = !held().renew();
    }

    /** Only where an order couldn't be sent otherwise. */
    void renewIfShort() {
        if (!lost && !lastsForAnOrder()) {
            renew();
        }
    }

    /** Lets anybody take it at once, who wants to. */
    boolean giveWay() {
        lost = !held().giveWay();
        return !lost;
    }

    /**
     * The last look before an order.
     *
     * @return when it was still ours, by S3's clock; empty if somebody took it over
     */
    Optional<Instant> look() {
        var seen = held().look();
        lost = lost || seen.isEmpty();
        return seen;
    }

    /** Somebody came first. */
    void lose() {
        lost = true;
    }

    Optional<Overtaken> overtaken() {
        return held().overtaken();
    }

    long epoch() {
        return held().epoch();
    }

    /** Leaves it to the next, once; nothing if it isn't ours. */
    void free() {
        if (held == null || lost || freed) {
            return;
        }
        try {
            held.free();
        } catch (AwsException e) {
            progress.say("the lease could not be freed; it frees itself in "
                    + held.remaining().toSeconds() + " s: " + e.getMessage());
        }
        freed = true;
    }

    /** Who has it by now; nothing if it is free, or can't be read: that is no reason to say less. */
    String holderNow() {
        try {
            return leases.read()
                    .map(Versioned::value)
                    .filter(now -> !now.isFree())
                    .map(now -> ". " + now.holder().orElse("somebody") + " holds the lease now (epoch " + now.epoch()
                            + "), at most " + now.duration().toSeconds() + " s longer than it last wrote it")
                    .orElse("");
        } catch (AwsException e) {
            return "";
        }
    }

    private HeldLease held() {
        return Objects.requireNonNull(held);
    }
}
