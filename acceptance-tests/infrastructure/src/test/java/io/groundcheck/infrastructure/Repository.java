package io.groundcheck.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this repository's files are. */
public final class Repository {

    private static final Path ROOT = find();

    private Repository() {}

    /** The folder that holds the Makefile. */
    public static Path root() {
        return ROOT;
    }

    private static Path find() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("Makefile")) && Files.isDirectory(folder.resolve("terraform"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder above " + start + " holds a Makefile and terraform/: run the tests"
                + " from inside the repository");
    }
}
