package io.groundcheck.release.aws.sdk;

import java.time.Duration;

/**
 * How long a call to AWS may take.
 *
 * @param attempt one attempt of a question, or of a conditional write
 * @param call all its attempts together
 * @param order the one attempt of an order to the load balancer, which is never repeated
 */
public record Times(Duration attempt, Duration call, Duration order) {

    /** 5 s for an attempt, 20 s for a call, 4 s for an order. */
    public static final Times DEFAULT = new Times(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(4));
}
