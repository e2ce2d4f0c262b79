package io.groundcheck.connections.health;

import io.groundcheck.connections.problem.ProblemException;
import io.groundcheck.connections.store.Store;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Part of readiness, not of liveness: restarting the service doesn't mend its store. */
@Component
class StoreHealthIndicator implements HealthIndicator {

    private final Store store;

    StoreHealthIndicator(Store store) {
        this.store = store;
    }

    @Override
    public Health health() {
        try {
            store.check();
            return Health.up().build();
        } catch (ProblemException e) {
            return Health.down(e).build();
        }
    }
}
