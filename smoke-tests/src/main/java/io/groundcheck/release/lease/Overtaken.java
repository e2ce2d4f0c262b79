package io.groundcheck.release.lease;

import io.groundcheck.release.json.Required;

/**
 * A holder that lost the lease without having written it free: dead, or asleep with an order to the load balancer that
 * may still be sent.
 *
 * @param epoch the one that it held
 * @param holder who, for people
 */
public record Overtaken(long epoch, String holder) {
    public Overtaken {
        Required.field("overtaken.holder", holder);
    }
}
