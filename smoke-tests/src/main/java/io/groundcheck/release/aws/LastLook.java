package io.groundcheck.release.aws;

import java.time.Instant;
import java.util.Optional;

/**
 * Asked when an order is signed and nothing is left to do but to send it. AWS refuses a signature that is older than
 * {@link OrderTimes#SIGNATURE_LASTS}, so an order whose sender falls asleep after this look can't arrive later than that.
 */
@FunctionalInterface
public interface LastLook {

    /**
     * Whether the order may still be sent.
     *
     * @return when that was so, by AWS's clock; empty if it may not
     */
    Optional<Instant> look();
}
