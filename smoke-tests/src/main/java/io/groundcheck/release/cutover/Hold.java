package io.groundcheck.release.cutover;

/** What this process has of the lease. */
public sealed interface Hold {

    /** Never asked for it. */
    record None() implements Hold {}

    /**
     * It is ours.
     *
     * @param epoch ours alone
     * @param enough whether it outlives one more order to the load balancer, by its time-out and a margin
     */
    record Held(long epoch, boolean enough) implements Hold {}

    /**
     * It was ours, and somebody took it over.
     *
     * @param epoch the one that was ours
     */
    record Lost(long epoch) implements Hold {}
}
