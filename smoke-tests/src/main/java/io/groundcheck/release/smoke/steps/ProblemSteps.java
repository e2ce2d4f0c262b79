package io.groundcheck.release.smoke.steps;

import io.cucumber.java.en.When;

/** Requests that the service must refuse. */
public final class ProblemSteps {

    private static final String NOBODY = "/people/00000000-0000-4000-8000-000000000000";
    private static final String SOMEBODY = "Ada";

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
        world.answered(world.json("{}").patch(somebody()));
    }

    @When("I change a person that has changed since")
    public void changedSince() {
        String somebody = somebody();
        world.answered(world.json(world.personJson(SOMEBODY))
                .header("If-Match", "\"smoke-never-an-etag\"")
                .put(somebody));
    }

    @When("I change a person without saying which version I saw")
    public void blindChange() {
        String somebody = somebody();
        world.answered(world.json(world.personJson(SOMEBODY)).put(somebody));
    }

    @When("I connect a person to itself")
    public void connectToItself() {
        String somebody = somebody();
        connect(somebody, somebody, "friend");
    }

    @When("I connect two people twice")
    public void connectTwice() {
        String somebody = somebody();
        String another = another();
        connect(somebody, another, "friend");
        connect(somebody, another, "friend");
    }

    @When("I connect a person to one that does not exist")
    public void connectToNobody() {
        connect(somebody(), NOBODY, "friend");
    }

    @When("I send a connection of an unknown kind")
    public void unknownKind() {
        connect(somebody(), another(), "nemesis");
    }

    @When("I ask for a page of {int} connections")
    public void pageOf(int limit) {
        world.answered(world.request().queryParam("limit", limit).get(somebody() + "/connections"));
    }

    private void connect(String from, String to, String kind) {
        world.answered(world.json("""
                {"to": "%s", "kind": "%s"}""".formatted(to.substring("/people/".length()), kind))
                .post(from + "/connections"));
    }

    /** The path of a person made for this request. Most refusals need nobody, and each person costs two requests. */
    private String somebody() {
        return made(SOMEBODY);
    }

    private String another() {
        return made("Grace");
    }

    private String made(String alias) {
        world.createPerson(alias);
        return world.pathOf(alias);
    }
}
