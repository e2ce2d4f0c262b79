package io.groundcheck.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the pages that promise something true: each row is there, each test they link to exists. */
class DocumentsTest {

    private static final Path DOCS = Path.of("../../docs/groundcheck");
    private static final Pattern LINK = Pattern.compile("\\[(\\w+)\\.(\\w+)]\\(([^)]+)\\)");

    @Test
    void every_feature_is_there_and_each_yes_links_to_tests_that_exist() throws IOException {
        List<List<String>> rows = rows("features.md", "[0-9]+");
        assertThat(rows)
                .extracting(row -> row.get(0))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 43).mapToObj(Integer::toString).toList());
        for (List<String> row : rows) {
            assertThat(row).as("row " + row.get(0)).hasSize(8);
            String answer = row.get(6);
            String shown = row.get(7);
            assertThat(answer).as("row " + row.get(0)).matches("[YPN]( .+)?");
            if (answer.startsWith("Y")) {
                assertThat(links(shown)).as("row " + row.get(0) + ": tests").isNotEmpty();
            } else {
                assertThat(shown).as("row " + row.get(0) + ": the reason").hasSizeGreaterThan(20);
            }
        }
        allExist("features.md");
    }

    @Test
    void every_complaint_and_every_defect_has_a_test_that_carries_its_number() throws IOException {
        List<List<String>> rows = rows("complaints.md", "[CT][0-9]+");
        assertThat(rows)
                .extracting(row -> row.get(0))
                .containsExactlyElementsOf(Stream.concat(
                                IntStream.rangeClosed(1, 12).filter(n -> n != 8).mapToObj(n -> "C" + n),
                                IntStream.rangeClosed(1, 12).mapToObj(n -> "T" + n))
                        .toList());
        for (List<String> row : rows) {
            String number = String.format(
                    "%s%02d",
                    row.get(0).substring(0, 1).toLowerCase(Locale.ROOT),
                    Integer.valueOf(row.get(0).substring(1)));
            assertThat(links(row.get(row.size() - 1)))
                    .extracting(link -> link.group(2))
                    .as("tests of " + row.get(0))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(name.split("_", -1)).contains(number));
        }
        allExist("complaints.md");
    }

    private static void allExist(String page) throws IOException {
        for (MatchResult link : links(Files.readString(DOCS.resolve(page)))) {
            Path file = DOCS.resolve(link.group(3));
            assertThat(file).as(page + ": " + link.group()).isRegularFile();
            assertThat(file.getFileName()).hasToString(link.group(1) + ".java");
            assertThat(Files.readString(file))
                    .as(page + ": " + link.group())
                    .containsPattern(
                            "@(Test|ParameterizedTest)\\b[^;{}]*(\\{[^;]*})?[^;{}]*void " + link.group(2) + "\\(");
        }
    }

    private static List<List<String>> rows(String page, String first) throws IOException {
        return Files.readAllLines(DOCS.resolve(page)).stream()
                .filter(line -> line.matches("\\| " + first + " \\|.*\\|"))
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static List<MatchResult> links(String text) {
        return LINK.matcher(text).results().toList();
    }
}
