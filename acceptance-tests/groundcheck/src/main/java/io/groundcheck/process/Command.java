package io.groundcheck.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A child process to run.
 *
 * @param argv the program and its arguments, never read by a shell
 * @param directory where it runs
 * @param environment its whole environment ({@link ChildEnvironment} builds one)
 * @param timeout how long it may take before it is cancelled
 * @param grace how long it may take to end once it is cancelled, before it is killed
 * @param transcript a file that standard output is added to, standard error to the one beside it with {@code .stderr} at
 *     its end; both are read from there while the child writes. A pipe ends with its reader: a child that writes to one
 *     after this JVM was killed is killed too (SIGPIPE). A file lets it finish, and still says what it did.
 */
public record Command(
        List<String> argv,
        Path directory,
        Map<String, String> environment,
        Duration timeout,
        Duration grace,
        Optional<Path> transcript) {

    /** Long enough for Terraform to finish the call on its way, save its state and free its lock. */
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(60);

    public Command {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("argv: expected a program, but was empty");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout: expected a positive duration, but was " + timeout);
        }
    }

    public Command(List<String> argv, Path directory, Map<String, String> environment, Duration timeout) {
        this(argv, directory, environment, timeout, DEFAULT_GRACE);
    }

    public Command(
            List<String> argv, Path directory, Map<String, String> environment, Duration timeout, Duration grace) {
        this(argv, directory, environment, timeout, grace, Optional.empty());
    }

    /** The same, with its words in a file that outlives this JVM. */
    public Command withTranscript(Path file) {
        return new Command(argv, directory, environment, timeout, grace, Optional.of(file));
    }

    static Path stderrOf(Path transcript) {
        return transcript.resolveSibling(transcript.getFileName() + ".stderr");
    }

    /** The command line and the names of its variables; their values may be secret. */
    @Override
    public String toString() {
        return String.join(" ", argv) + " in " + directory + " with " + new TreeSet<>(environment.keySet());
    }
}
