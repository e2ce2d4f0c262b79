package io.groundcheck.release.smoke;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The committed list of scenarios that must pass, {@code smoke-expected.txt} inside the jar. */
public final class ExpectedScenarios {

    private static final String RESOURCE = "/smoke-expected.txt";

    private ExpectedScenarios() {}

    /**
     * The scenario ids that must pass, in the order of the file; lines that are empty or begin with # don't count.
     *
     * @throws IllegalStateException if the jar holds no such list
     */
    public static List<String> load() {
        try (var in = ExpectedScenarios.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the jar holds no " + RESOURCE
                        + ": without the list of expected scenarios nothing can pass; build the jar again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE + " from the jar", e);
        }
    }
}
