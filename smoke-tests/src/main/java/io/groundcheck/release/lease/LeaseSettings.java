package io.groundcheck.release.lease;

import java.time.Duration;

/**
 * How leases are taken.
 *
 * @param duration how long a holder may keep it without writing; a crashed one is waited out this long. Whole seconds
 * @param patience how long to try before giving up
 * @param poll pause between two looks
 */
public record LeaseSettings(Duration duration, Duration patience, Duration poll) {

    /** 15 s; up to 40 s of waiting, which outlasts a crashed holder; four looks a second. */
    public static final LeaseSettings DEFAULT =
            new LeaseSettings(Duration.ofSeconds(15), Duration.ofSeconds(40), Duration.ofMillis(250));

    public LeaseSettings {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("duration must be a second or more but was " + duration);
        }
    }

    /** The same with another patience. */
    public LeaseSettings waiting(Duration longest) {
        return new LeaseSettings(duration, longest, poll);
    }
}
