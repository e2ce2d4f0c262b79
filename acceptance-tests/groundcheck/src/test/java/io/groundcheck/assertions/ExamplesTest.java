package io.groundcheck.assertions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each assertion's Javadoc shows where it passes, where it fails, and what it says then, in the words it really uses. */
class ExamplesTest {

    private static final Path SOURCES = Path.of("src/main/java/io/groundcheck/assertions");
    private static final Pattern METHOD =
            Pattern.compile("(/\\*\\*(?:(?!\\*/).)*\\*/\\n)? {4}public \\w+ (\\w+)\\(", Pattern.DOTALL);
    private static final Pattern FORMAT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*%n(?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern FAILING = Pattern.compile("// fails:\\n((?: *\\* // .*\\n)+)");

    static List<String> assertions() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Assert.java"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("assertions")
    void each_assertion_shows_a_passing_and_a_failing_example_with_its_message(String file) throws IOException {
        String source = Files.readString(SOURCES.resolve(file));
        List<Pattern> words = words(source);
        List<MatchResult> methods = METHOD.matcher(source)
                .results()
                .filter(method -> !method.group(2).equals("and")) // asserts nothing
                .toList();
        assertThat(methods).as(file + ": public methods").isNotEmpty();
        for (MatchResult method : methods) {
            String javadoc = method.group(1) == null ? "" : method.group(1);
            assertThat(javadoc)
                    .as(file + ", " + method.group(2))
                    .contains("<pre>{@code", "; // passes\n", "; // fails:\n");
            assertThat(FAILING.matcher(javadoc)
                            .results()
                            .flatMap(example -> example.group(1).lines()))
                    .as(file + ", " + method.group(2) + ": the message, which must be what the code says")
                    .isNotEmpty()
                    .map(line -> line.replaceFirst(" *\\* // ", ""))
                    .filteredOn(line -> !line.startsWith(" "))
                    .allMatch(line ->
                            words.stream().anyMatch(word -> word.matcher(line).matches()));
        }
    }

    /** The lines of the messages in a source, what they are filled with left open. */
    private static List<Pattern> words(String source) {
        return FORMAT.matcher(source)
                .results()
                .flatMap(format -> Arrays.stream(format.group(1).split("%n", -1)))
                .filter(line -> line.matches("\\w.*"))
                .map(line ->
                        Arrays.stream(line.split("%s", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
                .map(Pattern::compile)
                .toList();
    }
}
