package io.groundcheck.process;

import java.time.Duration;
import java.util.List;

/**
 * How a child ended.
 *
 * @param argv what ran
 * @param ending what ended it
 * @param exitCode its exit code; 128 + n if signal n ended it
 * @param stdout all that it wrote to standard output, if the listener wanted it kept
 * @param stderrTail the last lines that it wrote to standard error
 * @param took from its start to its end
 */
public record ProcessResult(
        List<String> argv, Ending ending, int exitCode, String stdout, List<String> stderrTail, Duration took) {

    /** What ended a child. */
    public enum Ending {
        /** It ended by itself. */
        EXITED,
        /** It took longer than it may, and was asked to end. */
        TIMED_OUT,
        /** Somebody cancelled it. */
        CANCELLED
    }

    /** Whether it ended by itself with exit code 0. */
    public boolean succeeded() {
        return ending == Ending.EXITED && exitCode == 0;
    }
}
