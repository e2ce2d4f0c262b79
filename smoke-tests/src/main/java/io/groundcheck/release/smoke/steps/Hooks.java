package io.groundcheck.release.smoke.steps;

import static org.assertj.core.api.Assertions.fail;

import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import org.opentest4j.TestAbortedException;

/** What happens around every scenario. */
public final class Hooks {

    private final World world;

    public Hooks(World world) {
        this.world = world;
    }

    /** Runs before every other hook. */
    @Before(order = 0)
    public void begin() {
        world.session().beginScenario();
    }

    /** Nothing is written to a candidate that isn't the staged image; only identity is still looked at. */
    @Before(value = "not @identity", order = 1)
    public void stayAwayFromAWrongCandidate() {
        world.session().refusal().ifPresent(why -> {
            throw new TestAbortedException("not run: " + why);
        });
    }

    /** Runs after every other hook, whatever failed. What is still there afterwards fails the scenario. */
    @After(order = 0)
    public void leaveNothingBehind(Scenario scenario) {
        if (scenario.isFailed()) {
            scenario.attach(world.session().transcript(), "text/plain", "requests and answers");
        }
        world.session().beginCleanUp(scenario.isFailed());
        var left = world.session().leftovers().delete(world.client());
        world.close();
        if (!left.isEmpty()) {
            fail(String.join("\n", left));
        }
    }
}
