package io.groundcheck.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the guides show is what was compiled and run. A line {@code <!-- FILE -->} or {@code <!-- FILE region -->} before
 * a block of code names where it stands; a region lies between {@code tag::region[]} and {@code end::region[]}.
 */
class SnippetsTest {

    private static final Path DOCS = Path.of("../../docs/groundcheck");
    private static final String FROM_TERRATEST =
            "../../acceptance-tests/groundcheck/src/test/java/io/groundcheck/docs/FromTerratestIT.java";
    private static final Pattern CODE = Pattern.compile(
            "(?:<!-- (?<file>\\S+)(?: (?<region>\\S+))? -->\\n)?```(?:java|xml|hcl|properties)\\n(?<code>.*?\\n)```\\n",
            Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("`([^`]*\\([^`]*)`");

    @ParameterizedTest
    @ValueSource(strings = {"from-terratest.md", "guide.md"})
    void each_block_of_code_is_what_its_source_holds(String page) throws IOException {
        String text = Files.readString(DOCS.resolve(page));
        List<MatchResult> blocks = CODE.matcher(text).results().toList();
        assertThat(blocks).as(page + ": blocks of code").isNotEmpty();
        for (MatchResult block : blocks) {
            assertThat(block.group(1))
                    .as(page + ": no <!-- FILE region --> before the block\n" + block.group(3))
                    .isNotNull();
            String from = block.group(1) + (block.group(2) == null ? "" : " " + block.group(2));
            assertThat(block.group(3))
                    .as(page + ": the block from " + from + ", which has changed: copy it anew")
                    .isEqualTo(source(DOCS.resolve(block.group(1)), block.group(2)));
        }
    }

    @Test
    void each_call_that_replaces_one_of_terratest_is_in_the_code_that_is_compiled_and_run() throws IOException {
        String code = flat(source(DOCS.resolve(FROM_TERRATEST), null));
        List<String> rows = Files.readAllLines(DOCS.resolve("from-terratest.md")).stream()
                .filter(line -> line.matches("\\| .*`.* \\|"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(30);
        for (String row : rows) {
            String ours = row.substring(row.indexOf(" | ") + 3).replace("\\|", "|");
            List<String> unknown = CALL.matcher(ours)
                    .results()
                    .map(call -> call.group(1))
                    .filter(call -> !code.contains(flat(call)))
                    .toList();
            assertThat(unknown)
                    .as("from-terratest.md: calls that FromTerratestIT doesn't make, in the row\n" + row)
                    .isEmpty();
        }
    }

    private static String flat(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static String source(Path file, @Nullable String region) throws IOException {
        assertThat(file).isRegularFile();
        if (region == null) {
            return Files.readString(file);
        }
        List<String> lines = Files.readAllLines(file);
        int from = at(lines, "tag::" + region + "[]", file);
        int until = at(lines, "end::" + region + "[]", file);
        return String.join("\n", lines.subList(from + 1, until)).stripIndent() + "\n";
    }

    private static int at(List<String> lines, String mark, Path file) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(mark)) {
                return i;
            }
        }
        throw new AssertionError(file + " has no " + mark);
    }
}
