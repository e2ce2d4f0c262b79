package io.groundcheck.release.smoke.steps;

import io.cucumber.java.en.When;

/** Requests that the service must refuse. */
public final class ProblemSteps {

    private static final String NOBODY = "/people/00000000-0000-4000-8000-000000000000";

    private final World world;

    public ProblemSteps(World world) {
        this.world = world;
    }

    @When("I send a body that is no JSON")
    public void noJson() {
        world.createPerson(world.json("{\"name\": "));
    }

    @When("I send a person without a name")
    public void noName() {
        world.createPerson(world.json("{\"email\": \"nameless@smoke.example\"}"));
    }

    @When("I send a person whose e-mail is none")
    public void noEmail() {
        world.createPerson(world.json("{\"name\": \"No Mail\", \"email\": \"nowhere\"}"));
    }

    @When("I send a person as plain text")
    public void plainText() {
        world.createPerson(world.request().contentType("text/plain").body("Ada"));
    }

    @When("I read a person that does not exist")
    public void nobody() {
        world.answered(world.request().get(NOBODY));
    }

    @When("I read a path that does not exist")
    public void noPath() {
        world.answered(world.request().get("/no-such-path"));
    }

    @When("I use a method the path does not have")
    public void noMethod() {
        world.answered(world.json("{}").patch(world.pathOf("Ada")));
    }

    @When("I change a person that has changed since")
    public void changedSince() {
        world.answered(world.json(world.personJson("Ada"))
                .header("If-Match", "\"smoke-never-an-etag\"")
                .put(world.pathOf("Ada")));
    }

    @When("I change a person without saying which version I saw")
    public void blindChange() {
        world.answered(world.json(world.personJson("Ada")).put(world.pathOf("Ada")));
    }

    @When("I connect a person to itself")
    public void connectToItself() {
        connect(world.pathOf("Ada"), "friend");
    }

    @When("I connect two people twice")
    public void connectTwice() {
        connect(world.pathOf("Grace"), "friend");
        connect(world.pathOf("Grace"), "friend");
    }

    @When("I connect a person to one that does not exist")
    public void connectToNobody() {
        connect(NOBODY, "friend");
    }

    @When("I send a connection of an unknown kind")
    public void unknownKind() {
        connect(world.pathOf("Grace"), "nemesis");
    }

    @When("I ask for a page of {int} connections")
    public void pageOf(int limit) {
        world.answered(world.request().queryParam("limit", limit).get(world.pathOf("Ada") + "/connections"));
    }

    private void connect(String toPath, String kind) {
        world.answered(world.json("""
                {"to": "%s", "kind": "%s"}""".formatted(toPath.substring("/people/".length()), kind))
                .post(world.pathOf("Ada") + "/connections"));
    }
}
