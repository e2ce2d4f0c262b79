package io.groundcheck.release.smoke.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.groundcheck.release.smoke.candidate.Json;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;

/** People: create, read, change, delete. */
public final class PeopleSteps {

    private final World world;
    private final List<Response> creates = new ArrayList<>();
    private String body = "";
    private String key = "";

    public PeopleSteps(World world) {
        this.world = world;
    }

    @Given("a person {string}")
    public void aPerson(String alias) {
        world.createPerson(alias);
    }

    @When("{string} is read")
    public void isRead(String alias) {
        world.answered(world.request().get(world.pathOf(alias)));
    }

    @Then("the answer is {string} as created")
    public void isAsCreated(String alias) {
        var created = world.created(alias);
        assertThat(world.answer().statusCode()).as("status").isEqualTo(200);
        assertThat(Json.of(world.answer()))
                .as("the person read, against the answer to its create")
                .isEqualTo(Json.of(created));
        assertThat(Json.of(created).propertyNames())
                .as("fields of a person")
                .contains("id", "name", "email", "version");
        assertThat(world.answer().header("ETag"))
                .as("ETag of the person read")
                .isNotBlank()
                .isEqualTo(created.header("ETag"));
    }

    @Then("{string} has a location that leads to the same person")
    public void hasALocation(String alias) {
        var location = world.created(alias).header("Location");
        assertThat(location).as("header Location").isNotBlank().endsWith(world.pathOf(alias));
    }

    @When("{string} is deleted")
    public void isDeleted(String alias) {
        world.answered(world.request().delete(world.pathOf(alias)));
    }

    /** Also after an earlier change: the person's first ETag is then out of date. */
    @When("{string} is changed by someone who saw it as created")
    public void isChanged(String alias) {
        change(alias, world.created(alias).header("ETag"));
    }

    @When("{string} is changed by someone who saw the last answer")
    public void isChangedAgain(String alias) {
        change(alias, world.answer().header("ETag"));
    }

    private void change(String alias, String etag) {
        assertThat(etag).as("ETag to send as If-Match").isNotBlank();
        world.answered(
                world.json(world.personJson(alias)).header("If-Match", etag).put(world.pathOf(alias)));
    }

    @When("a person is created with an idempotency key")
    public void isCreatedWithAKey() {
        body = world.personJson("Once");
        key = world.session().unique();
        sameCreateAgain();
    }

    @When("the same create is sent again")
    public void sameCreateAgain() {
        creates.add(world.createPerson(world.json(body).header("Idempotency-Key", key)));
    }

    @When("another person is created with the same key")
    public void otherCreateWithTheSameKey() {
        world.createPerson(world.json(world.personJson("Other")).header("Idempotency-Key", key));
    }

    @Then("both answers are the same person")
    public void bothAnswersAreTheSamePerson() {
        assertThat(creates).hasSize(2);
        assertThat(Json.of(creates.get(1))).as("answer to the second create").isEqualTo(Json.of(creates.get(0)));
    }
}
