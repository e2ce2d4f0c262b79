package io.groundcheck.release.smoke.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.groundcheck.release.smoke.candidate.Json;
import java.util.List;

/** The document that describes the service. */
public final class OpenApiSteps {

    private final World world;

    public OpenApiSteps(World world) {
        this.world = world;
    }

    @When("the OpenAPI document is read")
    public void isRead() {
        world.answered(world.request().get("/openapi.json"));
    }

    @Then("it is of version {string}")
    public void isOfVersion(String version) {
        assertThat(Json.of(world.answer()).path("openapi").asString(""))
                .as("\"openapi\"")
                .startsWith(version);
    }

    @Then("it describes")
    public void describes(List<String> paths) {
        assertThat(Json.of(world.answer()).path("paths").propertyNames())
                .as("\"paths\" (names of parameters as {})")
                .extracting(path -> path.replaceAll("\\{[^}]*}", "{}"))
                .containsAll(paths);
    }
}
