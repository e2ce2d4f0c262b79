package io.groundcheck.release.smoke.odd;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.PendingException;
import io.cucumber.java.en.When;

public class OddSteps {

    @When("this step is pending")
    public void pending() {
        throw new PendingException();
    }

    @When("this step is ambiguous")
    public void ambiguous() {}

    @When("^this step is ambiguous$")
    public void alsoAmbiguous() {}

    @When("this step passes with {string}")
    public void passes(String word) {
        assertThat(word).isEqualTo("a | b");
    }
}
