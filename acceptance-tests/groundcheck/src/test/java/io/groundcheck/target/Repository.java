package io.groundcheck.target;

import java.nio.file.Files;
import java.nio.file.Path;

/** This repository, for tests of what is outside their module. */
final class Repository {

    private Repository() {}

    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException("no folder above " + Path.of("").toAbsolutePath() + " holds mvnw");
            }
        }
        return directory;
    }
}
