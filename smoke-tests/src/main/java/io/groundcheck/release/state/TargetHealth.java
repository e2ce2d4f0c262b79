package io.groundcheck.release.state;

/**
 * One target of a target group.
 *
 * @param id its address and port
 * @param state {@code healthy}, {@code initial}, {@code unhealthy}, {@code draining}, {@code unused}, …
 * @param reason the load balancer's reason, or an empty text
 */
public record TargetHealth(String id, String state, String reason) {

    /** Whether the load balancer would choose it. */
    public boolean isHealthy() {
        return state.equals("healthy");
    }

    /** Whether it is on its way out, and so says nothing about what runs now. */
    public boolean isDraining() {
        return state.equals("draining");
    }

    @Override
    public String toString() {
        return id + " " + state + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
