package io.groundcheck.release.smoke.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.groundcheck.release.smoke.candidate.Json;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connections between people. */
public final class ConnectionSteps {

    /** More pages than any list of these specs has: a cursor that leads in a circle must not run for ever. */
    private static final int MOST_PAGES = 20;

    private final World world;
    private final List<String> made = new ArrayList<>();
    private final List<List<String>> pages = new ArrayList<>();
    private String connectionPath = "";

    public ConnectionSteps(World world) {
        this.world = world;
    }

    @When("{string} is connected to {string} as {word}")
    public void isConnected(String from, String to, String kind) {
        connect(from, world.pathOf(to).substring("/people/".length()), kind);
    }

    private Response connect(String from, String toId, String kind) {
        var answer = world.answered(world.json("""
                {"to": "%s", "kind": "%s"}""".formatted(toId, kind)).post(world.pathOf(from) + "/connections"));
        if (answer.statusCode() == 201) {
            made.add(World.idOf(answer));
            connectionPath = world.pathOf(from) + "/connections/" + World.idOf(answer);
        }
        return answer;
    }

    @Then("the answer is a connection from {string} to {string} as {word}")
    public void isAConnection(String from, String to, String kind) {
        var connection = Json.of(world.answer());
        assertThat("/people/" + connection.path("from").asString(""))
                .as("\"from\"")
                .isEqualTo(world.pathOf(from));
        assertThat("/people/" + connection.path("to").asString("")).as("\"to\"").isEqualTo(world.pathOf(to));
        assertThat(connection.path("kind").asString("")).as("\"kind\"").isEqualTo(kind);
        assertThat(connection.propertyNames()).as("fields of a connection").contains("id", "version");
    }

    @When("the connection is read")
    public void isRead() {
        world.answered(world.request().get(connectionPath));
    }

    @When("the connection is deleted")
    public void isDeleted() {
        world.answered(world.request().delete(connectionPath));
    }

    @Given("{string} is connected to {int} people")
    public void isConnectedToPeople(String from, int count) {
        for (int i = 1; i <= count; i++) {
            world.createPerson("Friend" + i);
            var status = connect(from, World.idOf(world.answer()), "friend").statusCode();
            assertThat(status).as("status of POST connections").isEqualTo(201);
        }
    }

    @When("the connections of {string} are listed in pages of {int}")
    public void areListed(String alias, int limit) {
        pages.clear();
        @Nullable String cursor = null;
        do {
            var request = world.request().queryParam("limit", limit);
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var answer = world.answered(request.get(world.pathOf(alias) + "/connections"));
            assertThat(answer.statusCode()).as("status of the list").isEqualTo(200);
            var list = Json.of(answer);
            assertThat(list.propertyNames()).as("fields of the list").contains("items", "next");
            pages.add(list.path("items")
                    .valueStream()
                    .map(item -> item.path("id").asString(""))
                    .toList());
            cursor = list.path("next").isNull() ? null : list.path("next").asString("");
        } while (cursor != null && pages.size() < MOST_PAGES);
        assertThat(cursor).as("\"next\" after " + pages.size() + " pages").isNull();
    }

    @Then("no page holds more than {int}, and each connection stands on one page")
    public void eachStandsOnOnePage(int limit) {
        assertThat(pages)
                .as("pages of at most " + limit)
                .allSatisfy(page -> assertThat(page).hasSizeLessThanOrEqualTo(limit));
        assertThat(pages.stream().flatMap(List::stream).toList())
                .as("connections on all pages")
                .containsExactlyInAnyOrderElementsOf(made);
    }

    @Then("there are at least {int} pages")
    public void thereArePages(int count) {
        assertThat(pages).as("pages").hasSizeGreaterThanOrEqualTo(count);
    }

    @Then("the list is empty")
    public void theListIsEmpty() {
        assertThat(pages.stream().flatMap(List::stream).toList())
                .as("connections on all pages")
                .isEmpty();
    }
}
