package io.groundcheck.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Where a child's two streams go, and where they are read.
 *
 * @param transcript the file for standard output; empty for pipes
 * @param outBefore how long that file was, in bytes, before the child started
 * @param errBefore the same for standard error's
 */
record Streams(Optional<Path> transcript, long outBefore, long errBefore) {

    /** The two streams as this JVM reads them. */
    record Pair(InputStream stdout, InputStream stderr) {}

    /** Points a child that has not started yet to its files, if it has any. */
    static Streams of(Command command, ProcessBuilder builder) throws IOException {
        if (command.transcript().isEmpty()) {
            return new Streams(Optional.empty(), 0, 0);
        }
        Path out = command.transcript().get();
        Path err = Command.stderrOf(out);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(prepared(out)))
                .redirectError(ProcessBuilder.Redirect.appendTo(prepared(err)));
        return new Streams(Optional.of(out), Files.size(out), Files.size(err));
    }

    private static File prepared(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return file.toFile();
    }

    /** What to read, now that the child runs. */
    Pair of(Process process) throws IOException {
        if (transcript.isEmpty()) {
            return new Pair(process.getInputStream(), process.getErrorStream());
        }
        Path out = transcript.get();
        return new Pair(
                new GrowingFile(Files.newByteChannel(out, StandardOpenOption.READ), outBefore, process::isAlive),
                new GrowingFile(
                        Files.newByteChannel(Command.stderrOf(out), StandardOpenOption.READ),
                        errBefore,
                        process::isAlive));
    }
}
