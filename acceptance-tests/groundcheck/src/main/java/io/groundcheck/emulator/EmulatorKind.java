package io.groundcheck.emulator;

import io.groundcheck.files.UserFolders;
import io.groundcheck.process.Executables;
import io.groundcheck.target.EmulatorMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The emulators this library starts itself, and what each needs to be told. */
enum EmulatorKind {
    FAKECLOUD("fakecloud", "/_fakecloud/health", "\"version\":\"([^\"]+)\"") {
        @Override
        List<String> program(Map<String, String> env) {
            Path cache = UserFolders.of(env).cache().resolve("fakecloud");
            return Executables.onPath("fakecloud", env)
                    .or(() -> newestIn(cache))
                    .map(path -> List.of(path.toString()))
                    .orElseThrow(() -> new EmulatorMissingException("fakecloud is neither on PATH nor in " + cache
                            + ". Run `make setup`, or `cargo install --locked fakecloud`."));
        }

        @Override
        List<String> arguments(int port, String region) {
            return List.of("--addr", "127.0.0.1:" + port, "--region", region);
        }
    },
    MOTO("moto", "/moto-api/data.json", "") {
        @Override
        List<String> program(Map<String, String> env) {
            Path inVenv = UserFolders.of(env).cache().resolve("venv/bin/moto_server");
            if (Files.isExecutable(inVenv)) {
                return List.of(inVenv.toString());
            }
            return Executables.onPath("moto_server", env)
                    .map(path -> List.of(path.toString()))
                    .orElseThrow(() -> new EmulatorMissingException("moto_server is neither in " + inVenv
                            + " nor on PATH. Run `make setup`, or `pip install 'moto[server]'`."));
        }

        @Override
        List<String> arguments(int port, String region) {
            return List.of("-H", "127.0.0.1", "-p", Integer.toString(port));
        }
    };

    private static final String FAKECLOUD_IN_CACHE = "bin/fakecloud";

    private final String title;
    private final String healthPath;
    private final String versionPattern;

    EmulatorKind(String title, String healthPath, String versionPattern) {
        this.title = title;
        this.healthPath = healthPath;
        this.versionPattern = versionPattern;
    }

    /** The command that starts it, without arguments. */
    abstract List<String> program(Map<String, String> env);

    /** What makes it listen on this machine only. */
    abstract List<String> arguments(int port, String region);

    /** As {@code TARGET} names it. */
    String title() {
        return title;
    }

    /** Answers 200 once it is ready. */
    String healthPath() {
        return healthPath;
    }

    /** Finds the version in the health answer; empty where that doesn't tell. */
    String versionPattern() {
        return versionPattern;
    }

    private static Optional<Path> newestIn(Path cache) {
        try (Stream<Path> versions = Files.list(cache)) {
            return versions.filter(version -> Files.isExecutable(version.resolve(FAKECLOUD_IN_CACHE)))
                    .max(Comparator.naturalOrder())
                    .map(version -> version.resolve(FAKECLOUD_IN_CACHE));
        } catch (IOException e) {
            return Optional.empty(); // no such folder
        }
    }
}
