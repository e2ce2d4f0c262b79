package io.groundcheck.release.record;

import io.groundcheck.release.json.Required;
import java.time.Instant;

/**
 * A time during which an order to the load balancer may still arrive that its sender was no longer entitled to: nothing
 * may change until then on the colour without traffic.
 *
 * @param until by S3's clock
 * @param epoch of the sender
 * @param holder the sender, for people
 */
public record Fence(Instant until, long epoch, String holder) {
    public Fence {
        Required.field("fence.until", until);
        Required.field("fence.holder", holder);
    }

    /** Whichever of two lasts longer. */
    public Fence orLater(Fence other) {
        return other.until.isAfter(until) ? other : this;
    }
}
