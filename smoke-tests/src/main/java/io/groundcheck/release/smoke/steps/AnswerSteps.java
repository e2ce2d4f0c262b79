package io.groundcheck.release.smoke.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.groundcheck.release.smoke.candidate.Json;

/** What holds for an answer, whatever was asked. */
public final class AnswerSteps {

    private final World world;

    public AnswerSteps(World world) {
        this.world = world;
    }

    @Then("the answer has status {int}")
    public void hasStatus(int status) {
        assertThat(world.answer().statusCode()).as("status").isEqualTo(status);
    }

    @Then("the answer has the header {string} with {string}")
    public void hasHeader(String name, String value) {
        assertThat(world.answer().header(name)).as("header " + name).isEqualTo(value);
    }

    /** RFC 9457, and the fields that docs/contracts.md adds. */
    @Then("the answer is a problem detail with status {int}")
    public void isAProblem(int status) {
        var answer = world.answer();
        hasStatus(status);
        assertThat(answer.contentType()).as("content type of a problem").startsWith("application/problem+json");
        var problem = Json.of(answer);
        assertThat(problem.propertyNames())
                .as("fields of the problem")
                .contains("type", "title", "status", "detail", "instance", "request_id");
        assertThat(problem.path("status").asInt(0))
                .as("\"status\" in the problem")
                .isEqualTo(status);
        assertThat(problem.path("title").asString(""))
                .as("\"title\" in the problem")
                .isNotBlank();
        assertThat(problem.path("detail").asString(""))
                .as("\"detail\" in the problem")
                .isNotBlank();
        assertThat(problem.path("request_id").asString(""))
                .as("\"request_id\" in the problem, as in the header X-Request-Id")
                .isEqualTo(answer.header("X-Request-Id"));
    }

    @Then("the problem names the field {string}")
    public void namesTheField(String field) {
        var errors = Json.of(world.answer()).path("errors");
        assertThat(errors.valueStream().map(error -> error.path("field").asString("")))
                .as("fields named in \"errors\"")
                .contains(field);
        assertThat(errors.valueStream().map(error -> error.path("message").asString("")))
                .as("messages in \"errors\"")
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message).isNotBlank());
    }
}
