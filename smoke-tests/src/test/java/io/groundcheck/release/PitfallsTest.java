package io.groundcheck.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/pitfalls.md names every pitfall, and for each a test that exists and carries its number. */
class PitfallsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("\\| P([0-9]+) \\|.*\\| ([^|]*) \\|");
    private static final Pattern TEST = Pattern.compile("(\\w+)#(\\w+)");

    private final Map<Integer, List<String>> rows = rows();

    @Test
    void names_each_of_the_eighteen_once() {
        assertThat(rows.keySet())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 18).boxed().toList());
    }

    @Test
    void each_has_a_test_that_exists_and_carries_its_number() {
        var wrong = new ArrayList<String>();
        rows.forEach((number, tests) -> {
            var carrying = 0;
            for (var test : tests) {
                var parts = test.split("#", -1);
                var source = source(parts[0]);
                if (source.isEmpty() || !method(parts[1]).matcher(source).find()) {
                    wrong.add("P" + number + ": there is no " + test);
                } else if (carries(source, parts[1], number)) {
                    carrying++;
                }
            }
            if (carrying == 0) {
                wrong.add("P" + number + ": none of " + tests + " carries the number, as @Tag(\"P" + number
                        + "\") or in its name");
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static Pattern method(String name) {
        return Pattern.compile("(void|Stream<DynamicTest>) " + name + "\\(");
    }

    /** In the method's name, or as a tag between the method before and this one, or of the whole class. */
    private static boolean carries(String source, String method, int number) {
        if (method.startsWith(String.format("p%02d_", number))) {
            return true;
        }
        var tag = "@Tag(\"P" + number + "\")";
        var at = method(method).matcher(source);
        if (!at.find()) {
            return false;
        }
        var before = source.substring(0, at.start());
        return before.substring(before.lastIndexOf("\n\n") + 1).contains(tag)
                || source.substring(0, source.indexOf("\nclass ")).contains(tag);
    }

    private static Map<Integer, List<String>> rows() {
        var rows = new TreeMap<Integer, List<String>>();
        var text = read(ROOT.resolve("docs/pitfalls.md"));
        text.lines().map(ROW::matcher).filter(java.util.regex.Matcher::matches).forEach(row -> {
            var tests = TEST.matcher(row.group(2))
                    .results()
                    .map(found -> found.group())
                    .toList();
            rows.put(Integer.valueOf(row.group(1)), tests);
        });
        return rows;
    }

    private static String source(String name) {
        for (var module : List.of("smoke-tests", "acceptance-tests/infrastructure")) {
            try (Stream<Path> all = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                var found = all.filter(file -> file.getFileName().toString().equals(name + ".java"))
                        .findFirst();
                if (found.isPresent()) {
                    return read(found.get());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return "";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
