package io.groundcheck.terraform;

import io.groundcheck.process.ExitHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container for each command, started by the engine's own command (docs/decisions/0011 has the reasons). It shares the
 * host's network, so that an emulator on 127.0.0.1 is where it is; the folders it needs have the same paths inside; it
 * runs as this user. SIGTERM to the engine's command reaches the program inside.
 *
 * @param engine the path of docker or podman
 * @param image what it runs; its entry point is the program
 * @param settings how the engine's command finds its engine
 * @param read what it reads, beside the folder it runs in
 * @param written what it writes to, beside that
 */
record ContainerProgram(
        Product product,
        String version,
        Path engine,
        String image,
        Map<String, String> settings,
        List<Path> read,
        List<Path> written)
        implements Program {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerProgram.class);

    /** They are this machine's: paths and names that mean nothing inside. */
    private static final Set<String> OUTSIDE = Set.of("PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "XDG_RUNTIME_DIR");

    private static final List<String> ENGINE_SETTINGS = List.of(
            "DOCKER_HOST",
            "DOCKER_CONTEXT",
            "DOCKER_CONFIG",
            "DOCKER_CERT_PATH",
            "DOCKER_TLS_VERIFY",
            "CONTAINER_HOST");

    /** Files on this machine that the program must find at the same place. */
    private static final Set<String> FILES = Set.of("SSL_CERT_FILE", "SSL_CERT_DIR");

    /** From here on exit codes are the engine's, or a signal's; Terraform's own are 0 to 3. */
    private static final int ENGINE_FAILED = 125;

    private static final int KILLED = 128 + 9;

    ContainerProgram {
        settings = Map.copyOf(settings);
        read = List.copyOf(read);
        written = List.copyOf(written);
    }

    /** Those variables by which the engines' commands find their engine. */
    static Map<String, String> engineSettings(Map<String, String> env) {
        var settings = new TreeMap<>(env);
        settings.keySet().retainAll(ENGINE_SETTINGS);
        return settings;
    }

    @Override
    public Cli cli() {
        return new Cli(product, version, ProgramChoice.CONTAINER + image);
    }

    @Override
    public List<String> commandLine(Path directory, Map<String, String> environment) {
        return argv(List.of(), directory, environment);
    }

    @Override
    public Invocation invocation(List<String> arguments, Path directory, Map<String, String> environment) {
        String name = "groundcheck-" + UUID.randomUUID();
        var argv = new ArrayList<>(argv(List.of("--name", name), directory, environment));
        argv.addAll(arguments);
        // the engine's command may be killed with this JVM, or after its grace; a container isn't its child
        var atExit = ExitHook.register(ExitHook.Phase.EMULATORS, name, () -> remove(name));
        var all = new TreeMap<>(environment);
        all.putAll(settings);
        return new Invocation(argv, all, exitCode -> {
            if (exitCode.orElse(KILLED) >= ENGINE_FAILED) {
                remove(name);
            }
            atExit.remove();
        });
    }

    /** By its name, which is no other's. The engine says so if it has ended by itself: nothing to do about it. */
    private void remove(String name) {
        try {
            var command = new ProcessBuilder(engine.toString(), "rm", "--force", name)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            command.environment().putAll(settings);
            Process remove = command.start();
            if (!remove.waitFor(20, TimeUnit.SECONDS)) {
                remove.destroyForcibly();
                LOG.warn("the container {} may still run: {} rm --force {} didn't end in 20 s", name, engine, name);
            }
        } catch (IOException e) {
            LOG.warn("the container {} may still run: {}", name, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("the container {} may still run: interrupted while it was removed", name);
        }
    }

    private List<String> argv(List<String> more, Path directory, Map<String, String> environment) {
        var argv = new ArrayList<>(List.of(engine.toString(), "run", "--rm", "--network", "host"));
        argv.addAll(more);
        user(directory).ifPresent(user -> argv.addAll(List.of("--user", user)));
        // an image made from scratch has no /tmp, and providers put their sockets there
        argv.addAll(List.of("--tmpfs", "/tmp", "--workdir", directory.toString()));
        mounts(directory, environment).forEach((path, mode) -> {
            argv.add("--volume");
            argv.add(path + ":" + path + ":" + mode);
        });
        for (String name : new TreeSet<>(environment.keySet())) {
            if (!OUTSIDE.contains(name)) {
                argv.add("--env");
                argv.add(name); // the value comes from the environment: a command line can be read by everybody
            }
        }
        argv.add("--env");
        argv.add("HOME=/tmp");
        argv.add(image);
        return argv;
    }

    private Map<Path, String> mounts(Path directory, Map<String, String> environment) {
        var mounts = new LinkedHashMap<Path, String>();
        read.forEach(path -> mounts.put(path, "ro"));
        FILES.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(path -> path.startsWith("/"))
                .map(Path::of)
                .filter(Files::exists)
                .forEach(path -> mounts.put(path, "ro"));
        written.forEach(path -> mounts.put(path, "rw"));
        mounts.put(Workspace.around(directory).orElse(directory), "rw");
        return mounts;
    }

    /** Whoever owns the folder: what the program writes there must be theirs to delete. */
    private static Optional<String> user(Path directory) {
        try {
            return Optional.of(
                    Files.getAttribute(directory, "unix:uid") + ":" + Files.getAttribute(directory, "unix:gid"));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty(); // the engine's default, then
        }
    }

    @Override
    public boolean reachesProvidersOfThisMachine() {
        return false;
    }

    @Override
    public Program reaching(List<Path> moreRead, List<Path> moreWritten) {
        return new ContainerProgram(
                product, version, engine, image, settings, both(read, moreRead), both(written, moreWritten));
    }

    private static List<Path> both(List<Path> some, List<Path> more) {
        var all = new LinkedHashSet<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
