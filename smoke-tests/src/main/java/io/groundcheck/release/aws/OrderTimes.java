package io.groundcheck.release.aws;

import java.time.Duration;

/** How late an order to the load balancer can arrive. */
public final class OrderTimes {

    /**
     * AWS refuses a request (RequestExpired) that reaches it later than this after its date stamp: "Common errors" of the
     * Elastic Load Balancing API reference.
     */
    public static final Duration SIGNATURE_LASTS = Duration.ofMinutes(15);

    /** An order isn't sent if its date stamp is off AWS's clock by more than this. */
    public static final Duration CLOCK_MAY_BE_OFF = Duration.ofMinutes(5);

    /** AWS's own machines tell the time alike, but not exactly, and to the second. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** So long after its last look an order may still take effect. */
    public static final Duration LATEST = SIGNATURE_LASTS.plus(CLOCK_MAY_BE_OFF).plus(MARGIN);

    private OrderTimes() {}
}
