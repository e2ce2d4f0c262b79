package io.groundcheck.release.smoke.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/** Headers that every answer has. */
public final class HeaderSteps {

    private final World world;
    private String sentId = "";

    public HeaderSteps(World world) {
        this.world = world;
    }

    @When("I read {string} with a request id of my own")
    public void readWithAnId(String path) {
        read(path, world.session().unique());
    }

    @When("I read {string} with the request id {string}")
    public void read(String path, String id) {
        sentId = id;
        world.answered(world.request().header("X-Request-Id", id).get(path));
    }

    @Then("the answer repeats the request id")
    public void repeatsTheId() {
        assertThat(world.answer().header("X-Request-Id"))
                .as("header X-Request-Id")
                .isEqualTo(sentId);
    }

    @Then("the answer has a request id that the service made")
    public void hasItsOwnId() {
        assertThat(world.answer().header("X-Request-Id"))
                .as("header X-Request-Id")
                .isNotEqualTo(sentId)
                .matches("[A-Za-z0-9._-]{1,64}");
    }
}
