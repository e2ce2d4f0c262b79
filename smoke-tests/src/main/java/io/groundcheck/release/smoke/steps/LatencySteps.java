package io.groundcheck.release.smoke.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long a read takes, as a client on this machine sees it. */
public final class LatencySteps {

    private final World world;
    private final List<Duration> durations = new ArrayList<>();

    public LatencySteps(World world) {
        this.world = world;
    }

    /** The first reads open the connection and load classes on both sides: the budget is for those after. */
    @When("{string} is read {int} times after {int} reads that do not count")
    public void isRead(String alias, int count, int uncounted) {
        for (int i = 0; i < uncounted + count; i++) {
            var answer = world.answered(world.request().get(world.pathOf(alias)));
            assertThat(answer.statusCode()).as("status of read " + (i + 1)).isEqualTo(200);
            if (i >= uncounted) {
                durations.add(world.client().lastTook());
            }
        }
    }

    @Then("95 of 100 answers came within the latency budget")
    public void withinTheBudget() {
        var budget = world.session().candidate().latencyBudget();
        var sorted = durations.stream().sorted().toList();
        var p95 = sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
        assertThat(p95)
                .as(
                        "95th percentile of %d reads (fastest %d ms, median %d ms, slowest %d ms) against %s=%d ms",
                        sorted.size(),
                        sorted.get(0).toMillis(),
                        sorted.get(sorted.size() / 2).toMillis(),
                        sorted.get(sorted.size() - 1).toMillis(),
                        "SMOKE_LATENCY_BUDGET",
                        budget.toMillis())
                .isLessThanOrEqualTo(budget);
    }
}
