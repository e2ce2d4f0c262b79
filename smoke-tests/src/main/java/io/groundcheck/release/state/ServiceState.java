package io.groundcheck.release.state;

import java.time.Instant;
import java.util.List;

/**
 * An ECS service.
 *
 * @param desiredCount how many tasks it is asked to run
 * @param taskDefinition the ARN of the PRIMARY deployment's task definition
 * @param rolloutState the PRIMARY deployment's state; fakecloud leaves it at {@code IN_PROGRESS} for ever
 * @param deployedAt when the PRIMARY deployment began, by ECS's clock
 * @param events the service's events, newest first
 */
public record ServiceState(
        int desiredCount, String taskDefinition, String rolloutState, Instant deployedAt, List<Event> events) {

    public ServiceState {
        events = List.copyOf(events);
    }

    /** Whether ECS gave up on the deployment; its circuit breaker starts nothing more. */
    public boolean hasFailed() {
        return rolloutState.equals("FAILED");
    }

    /** One line of the service's history. */
    public record Event(String id, Instant at, String message) {}
}
