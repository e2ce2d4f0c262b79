package io.groundcheck.release.smoke.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cucumber.java.en.Then;
import io.groundcheck.release.smoke.candidate.Json;
import java.time.Duration;

/** Whether the service says that it is well. */
public final class HealthSteps {

    private final World world;

    public HealthSteps(World world) {
        this.world = world;
    }

    @Then("liveness is UP")
    public void livenessIsUp() {
        shouldBeUp("/actuator/health/liveness");
    }

    /**
     * May be asked again: the load balancer sends traffic to a task that is alive, and a task that has just started,
     * or whose store was away for a moment, becomes ready by itself.
     */
    @Then("readiness is UP within the readiness timeout")
    public void readinessIsUp() {
        await("readiness")
                // A thread of its own would be interrupted at the time-out, in the middle of a request: then that, not
                // the last answer, is what the failure would tell.
                .pollInSameThread()
                .atMost(world.session().candidate().readinessTimeout())
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> shouldBeUp("/actuator/health/readiness"));
    }

    private void shouldBeUp(String path) {
        var answer = world.answered(world.request().get(path));
        assertThat(answer.statusCode()).as("status of GET " + path).isEqualTo(200);
        assertThat(Json.of(answer).path("status").asString(""))
                .as("\"status\" of GET " + path)
                .isEqualTo("UP");
    }
}
