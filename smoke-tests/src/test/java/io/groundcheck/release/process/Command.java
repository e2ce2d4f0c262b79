package io.groundcheck.release.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that ran to its end, or was ended by the test.
 *
 * @param exitCode as the process gave it
 * @param text what it printed, on either stream
 */
record Command(int exitCode, String text) {

    private static final int LONGEST_SECONDS = 120;

    /** Runs a program with nothing in its environment but what is given, the path and the home folder. */
    static Command run(Path directory, Map<String, String> environment, List<String> argv)
            throws IOException, InterruptedException {
        var process = start(directory, environment, argv);
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(argv + " still ran after " + LONGEST_SECONDS + " s; it printed:\n" + text);
        }
        return new Command(process.exitValue(), text);
    }

    static Process start(Path directory, Map<String, String> environment, List<String> argv) throws IOException {
        var builder = new ProcessBuilder(argv).directory(directory.toFile()).redirectErrorStream(true);
        var own = builder.environment();
        own.keySet()
                .removeIf(name -> !List.of("PATH", "HOME", "LANG", "JAVA_HOME").contains(name));
        own.putAll(environment);
        return builder.start();
    }

    /** The release CLI's jar, started as bin/release does: with its class archive, should it have one. */
    static List<String> release(Path jar, String... arguments) {
        var argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:SharedArchiveFile=" + jar.toString().replaceFirst("\\.jar$", ".jsa"),
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-jar",
                jar.toString()));
        argv.addAll(List.of(arguments));
        return argv;
    }

    String lastLine() {
        var lines = text.strip().lines().toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
}
