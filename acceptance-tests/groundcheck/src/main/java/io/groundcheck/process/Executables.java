package io.groundcheck.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds programs as execvp(3) does. */
public final class Executables {

    private Executables() {}

    /**
     * Where a program is on the PATH of an environment.
     *
     * @param name a bare name, such as {@code terraform}
     */
    public static Optional<Path> onPath(String name, Map<String, String> env) {
        for (String folder : env.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty()) {
                Path candidate = Path.of(folder, name);
                if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /** Checked first, since a session's wrapper would report a missing program as an exit code of its own. */
    static void find(String program, Map<String, String> env, Path directory) throws IOException {
        boolean found = program.contains("/")
                ? Files.isExecutable(directory.resolve(program))
                : onPath(program, env).isPresent();
        if (!found) {
            throw new IOException("cannot run " + program + ": no such program"
                    + (program.contains("/") ? "" : " on PATH (" + env.getOrDefault("PATH", "") + ")"));
        }
        if (!Files.isDirectory(directory)) {
            throw new IOException("cannot run " + program + ": there is no directory " + directory);
        }
    }
}
