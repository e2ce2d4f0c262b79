package io.groundcheck.release.smoke;

import io.cucumber.core.backend.ObjectFactory;
import io.groundcheck.release.smoke.candidate.Session;
import io.groundcheck.release.smoke.steps.World;
import java.util.LinkedHashSet;
import java.util.Set;
import org.picocontainer.MutablePicoContainer;
import org.picocontainer.PicoBuilder;

/**
 * Makes the step classes anew for each scenario, all sharing one {@link World}. Cucumber's own factory for
 * PicoContainer takes classes only, so the run's session could reach it only through a static field.
 */
final class ScenarioObjects implements ObjectFactory {

    private final Session session;
    private final Set<Class<?>> classes = new LinkedHashSet<>();
    private MutablePicoContainer container = newContainer();

    ScenarioObjects(Session session) {
        this.session = session;
    }

    @Override
    public boolean addClass(Class<?> type) {
        classes.add(type);
        return true;
    }

    @Override
    public void start() {
        container = newContainer();
        container.addComponent(new World(session));
        classes.forEach(container::addComponent);
        container.start();
    }

    @Override
    public <T> T getInstance(Class<T> type) {
        return container.getComponent(type);
    }

    @Override
    public void stop() {
        container.stop();
        container.dispose();
    }

    /** Caching: within a scenario each step class has one instance. */
    private static MutablePicoContainer newContainer() {
        return new PicoBuilder().withCaching().withLifecycle().build();
    }
}
