package io.groundcheck.release.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keeps the committed list equal to the features. To write it anew after a change of the features:
 *
 * <pre>mvn -pl smoke-tests -am test -Dtest=ExpectedScenariosTest -Dsmoke.expected.write=true
 * -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class ExpectedScenariosTest {

    private static final String HEAD = """
            # The scenarios that must pass before a candidate may take traffic: <feature>::<scenario>::<example row>.
            # Changing this list changes what the gate asks for. ExpectedScenariosTest keeps it equal to the features
            # and says how to write it anew.
            """;

    @TempDir
    Path reports;

    @Test
    void theCommittedListHoldsExactlyTheScenariosOfTheFeatures() throws IOException {
        var scenarios = scenariosOfTheFeatures();
        if (Boolean.getBoolean("smoke.expected.write")) {
            Files.writeString(
                    Path.of("src/main/resources/smoke-expected.txt"), HEAD + String.join("\n", scenarios) + "\n");
            return;
        }
        assertThat(ExpectedScenarios.load())
                .as("src/main/resources/smoke-expected.txt against the features; after a change you meant, write it"
                        + " anew: mvn -pl smoke-tests -am test -Dtest=ExpectedScenariosTest"
                        + " -Dsmoke.expected.write=true -Dsurefire.failIfNoSpecifiedTests=false")
                .containsExactlyElementsOf(scenarios);
    }

    @Test
    void noTwoScenariosHaveTheSameId() {
        assertThat(scenariosOfTheFeatures()).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void everyStepIsDefinedOnce() {
        var report = new Runs(reports).dry().against(URI.create("http://nowhere.invalid"));
        assertThat(report.scenarios())
                .extracting(ScenarioResult::status)
                .doesNotContain(Status.UNDEFINED, Status.AMBIGUOUS, Status.FAILED);
    }

    private List<String> scenariosOfTheFeatures() {
        return new Runs(reports)
                .dry().against(URI.create("http://nowhere.invalid")).scenarios().stream()
                        .map(ScenarioResult::id)
                        .toList();
    }
}
