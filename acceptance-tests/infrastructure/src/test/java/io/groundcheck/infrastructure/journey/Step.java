package io.groundcheck.infrastructure.journey;

import io.groundcheck.process.ProcessResult;
import java.util.List;

/**
 * A command of the road and how it ended.
 *
 * @param name what was run, as one would type it
 * @param exitCode its exit code
 * @param stdout its standard output
 * @param lines both streams in the order they came, as far as two streams have one
 * @param askedNanos {@link System#nanoTime()} before it started
 * @param returnedNanos {@link System#nanoTime()} after it ended
 */
record Step(String name, int exitCode, String stdout, List<String> lines, long askedNanos, long returnedNanos) {

    private static final int SHOWN = 60;

    static Step of(String name, ProcessResult result, List<String> lines, long askedNanos, long returnedNanos) {
        return new Step(name, result.exitCode(), result.stdout(), List.copyOf(lines), askedNanos, returnedNanos);
    }

    /** This step, if it ended with exit code 0; otherwise an error with the end of what it printed. */
    Step succeeded() {
        return ended(0);
    }

    /** This step, if it ended with that exit code; otherwise an error with the end of what it printed. */
    Step ended(int expected) {
        if (exitCode != expected) {
            throw new AssertionError("expected exit code " + expected + " of `" + name + "` but was " + exitCode
                    + "; the end of what it printed:\n" + tail());
        }
        return this;
    }

    /** The last line it printed that isn't empty. */
    String lastLine() {
        return lines.stream()
                .filter(line -> !line.isBlank())
                .reduce((first, second) -> second)
                .orElse("");
    }

    String text() {
        return String.join("\n", lines);
    }

    private String tail() {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
    }
}
