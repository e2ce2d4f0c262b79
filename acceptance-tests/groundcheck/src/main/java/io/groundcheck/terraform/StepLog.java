package io.groundcheck.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** One test's log: a line per event, with the time and the command it came from. Nobody else writes to the file. */
public final class StepLog implements Progress {

    private final Path file;
    private final Clock clock;
    private volatile String program = Product.TERRAFORM.program();

    /**
     * @param file appended to; its folder is made if it isn't there
     * @param clock gives the time stamps
     */
    public StepLog(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /** Adds a line of the test's own. */
    public void note(String text) {
        write("groundcheck", text);
    }

    @Override
    public void uses(Cli cli) {
        program = cli.product().program();
        note("with " + cli.title());
    }

    @Override
    public void started(Subcommand command) {
        write(command.title(), program + " " + String.join(" ", command.argv()));
    }

    @Override
    public void told(Subcommand command, Event event) {
        write(command.title(), event.diagnostic().map(Diagnostic::toString).orElse(event.message()));
    }

    @Override
    public void complained(Subcommand command, String line) {
        write(command.title(), "stderr: " + line);
    }

    @Override
    public void ended(Subcommand command, int exitCode, Duration took) {
        write(command.title(), "exit code " + exitCode + " after " + took.toMillis() + " ms");
    }

    private synchronized void write(String from, String text) {
        String start = clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + from + ": ";
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (Writer out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                out.write(start + text.replace("\n", "\n    ") + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + file, e);
        }
    }
}
