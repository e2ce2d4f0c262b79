package io.groundcheck.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A user's build must not break by accident: what they can see changes only together with the committed list of it. */
class PublicApiTest {

    private static final Path BASELINE = Path.of("src/test/resources/api/baseline.txt");
    private static final String UPDATE = "run `make api-baseline`, look at the diff of acceptance-tests/groundcheck/"
            + BASELINE + ", and commit it with the change";

    @Test
    void the_public_api_is_what_the_baseline_lists() throws IOException {
        List<String> found = PublicApi.of(Path.of("target/classes"));
        assertThat(found).as("types and members in target/classes").hasSizeGreaterThan(100);
        if (Boolean.getBoolean("groundcheck.api.write")) { // make api-baseline
            Files.createDirectories(BASELINE.getParent());
            Files.write(BASELINE, found);
        }
        assertThat(BASELINE)
                .as("the list of the public API that it is compared with; to make it: " + UPDATE)
                .isRegularFile();
        List<String> changes = difference(Files.readAllLines(BASELINE), found);
        assertThat(changes)
                .withFailMessage(() -> "the public API isn't what the baseline lists:\n" + String.join("\n", changes)
                        + "\nIf you meant that, " + UPDATE + ". If not, keep it package-private, or bring it back.")
                .isEmpty();
    }

    private static List<String> difference(List<String> before, List<String> after) {
        var changes = new ArrayList<String>();
        before.stream()
                .filter(line -> !after.contains(line))
                .map(line -> "- " + line)
                .forEach(changes::add);
        after.stream()
                .filter(line -> !before.contains(line))
                .map(line -> "+ " + line)
                .forEach(changes::add);
        return changes;
    }
}
