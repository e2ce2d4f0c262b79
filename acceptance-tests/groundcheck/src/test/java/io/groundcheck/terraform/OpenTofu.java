package io.groundcheck.terraform;

import static org.junit.jupiter.api.Assumptions.abort;

import io.groundcheck.files.UserFolders;
import io.groundcheck.process.Executables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The OpenTofu of this machine, for tests that need one. */
public final class OpenTofu {

    private OpenTofu() {}

    /**
     * Its program. A test that finds none is not run, and says how to get it; with {@code GROUNDCHECK_REQUIRE=all} it
     * fails.
     */
    public static Path orNotRun() {
        Map<String, String> env = System.getenv();
        Path cache = UserFolders.of(env).cache().resolve("opentofu");
        Optional<Path> found = Executables.onPath("tofu", env).or(() -> newestIn(cache));
        if (found.isPresent()) {
            return found.get();
        }
        String why = "OpenTofu is neither on PATH nor in " + cache
                + ": `make opentofu` builds it (4 minutes with Go), then run the tests again";
        if (env.getOrDefault("GROUNDCHECK_REQUIRE", "").equals("all")) {
            throw new AssertionError(why + " (GROUNDCHECK_REQUIRE=all: a test that can't run is a failed one)");
        }
        return abort(why);
    }

    private static Optional<Path> newestIn(Path cache) {
        try (Stream<Path> versions = Files.list(cache)) {
            return versions.map(version -> version.resolve("bin/tofu"))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
