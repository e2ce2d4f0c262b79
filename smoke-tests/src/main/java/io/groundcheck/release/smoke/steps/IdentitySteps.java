package io.groundcheck.release.smoke.steps;

import static org.assertj.core.api.Assertions.fail;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.groundcheck.release.smoke.candidate.VersionAnswer;
import java.util.ArrayList;
import java.util.List;

/** Who answers. */
public final class IdentitySteps {

    private final World world;
    private final List<VersionAnswer> answers = new ArrayList<>();

    public IdentitySteps(World world) {
        this.world = world;
    }

    /** New connections, because a load balancer may spread them over tasks of more than one image. */
    @When("the version is asked for {int} times, each time over a new connection")
    public void askForTheVersion(int times) {
        for (int i = 0; i < times; i++) {
            try (var client = world.session().newClient()) {
                answers.add(
                        world.session().judge(VersionAnswer.of(client.request().get("/version"))));
            }
        }
    }

    @Then("every answer is the staged image")
    public void everyAnswerIsTheStagedImage() {
        answers.stream()
                .flatMap(answer -> answer.mismatch(world.session().candidate()).stream())
                .findFirst()
                .ifPresent(org.assertj.core.api.Assertions::fail);
        if (answers.stream().distinct().count() > 1) {
            fail("more than one version answers: " + answers.stream().distinct().toList());
        }
    }
}
