package io.groundcheck.emulator;

import io.groundcheck.files.PrivateFiles;
import io.groundcheck.files.UserFolders;
import io.groundcheck.http.HttpProbe;
import io.groundcheck.http.Request;
import io.groundcheck.http.Response;
import io.groundcheck.ledger.Ledger;
import io.groundcheck.ledger.LedgerEntry;
import io.groundcheck.process.ChildEnvironment;
import io.groundcheck.process.Command;
import io.groundcheck.process.ExitHook;
import io.groundcheck.process.OutputListener;
import io.groundcheck.process.ProcessIdentity;
import io.groundcheck.process.ProcessRunner;
import io.groundcheck.process.RunningProcess;
import io.groundcheck.target.EmulatorMissingException;
import io.groundcheck.target.EmulatorState;
import io.groundcheck.target.TargetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An emulator that this JVM has started on a free port. It is in the ledger, and ends with the JVM. */
final class EmulatorProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration LIFE = Duration.ofHours(12);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final List<String> ENGINE =
            List.of("DOCKER_HOST", "DOCKER_CONFIG", "DOCKER_CERT_PATH", "DOCKER_TLS_VERIFY", "FAKECLOUD_CONTAINER_CLI");

    /** The account both emulators play, and a key that both take without asking IAM. */
    private static final String ACCOUNT = "123456789012";

    private static final String CREDENTIAL = "test";

    private final RunningProcess process;
    private final EmulatorState state;
    private final Ledger ledger;
    private final String ledgerId;
    private final ExitHook.Registration atExit;

    private EmulatorProcess(RunningProcess process, EmulatorState state, Ledger ledger, String ledgerId) {
        this.process = process;
        this.state = state;
        this.ledger = ledger;
        this.ledgerId = ledgerId;
        this.atExit = ExitHook.register(ExitHook.Phase.EMULATORS, state.target(), this::close);
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @throws EmulatorMissingException if it isn't installed
     * @throws TargetException if it ends, or isn't ready in time
     */
    static EmulatorProcess start(EmulatorKind kind, String region, Map<String, String> env) {
        List<String> program = kind.program(env);
        UserFolders folders = UserFolders.of(env);
        String id = kind.title() + "-" + UUID.randomUUID();
        try {
            int port = freePort();
            URI endpoint = URI.create("http://127.0.0.1:" + port);
            Path log = PrivateFiles.folder(folders.state().resolve("logs")).resolve(id + ".log");
            var argv = new ArrayList<>(program);
            argv.addAll(kind.arguments(port, region));
            var more = new LinkedHashMap<String, String>();
            ENGINE.forEach(name -> Optional.ofNullable(env.get(name)).ifPresent(value -> more.put(name, value)));
            var command = new Command(argv, folders.state(), ChildEnvironment.of(env, more), LIFE, GRACE);
            RunningProcess process = new ProcessRunner().start(command, new LogFile(log), ExitHook.Phase.EMULATORS);
            Ledger ledger = Ledger.in(folders);
            ledger.write(new LedgerEntry(
                    id,
                    LedgerEntry.Kind.PROCESS,
                    ProcessIdentity.current(),
                    kind.title() + " on port " + port,
                    Map.of(
                            "pid", Long.toString(process.identity().pid()),
                            "start_time", Long.toString(process.identity().startTime()),
                            "endpoint", endpoint.toString(),
                            "log", log.toString())));
            String version = waitUntilReady(kind, process, endpoint, log, ledger, id);
            var state = new EmulatorState(
                    kind.title(),
                    version,
                    process.identity().pid(),
                    process.identity().startTime(),
                    endpoint,
                    region,
                    ACCOUNT,
                    CREDENTIAL,
                    CREDENTIAL,
                    URI.create("http://host.docker.internal:" + port),
                    log);
            return new EmulatorProcess(process, state, ledger, id);
        } catch (IOException e) {
            throw new TargetException("cannot start " + kind.title() + ": " + e.getMessage(), e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String waitUntilReady(
            EmulatorKind kind, RunningProcess process, URI endpoint, Path log, Ledger ledger, String id)
            throws IOException {
        long until = System.nanoTime() + READY_WITHIN.toNanos();
        try {
            while (process.isAlive() && System.nanoTime() < until) {
                Optional<Response> answer = ask(endpoint, kind.healthPath());
                if (answer.isPresent() && answer.get().status() == 200) {
                    Matcher version = Pattern.compile(kind.versionPattern())
                            .matcher(answer.get().body());
                    return version.groupCount() > 0 && version.find() ? version.group(1) : "unknown";
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            String why = process.isAlive() ? "isn't ready after " + READY_WITHIN.toSeconds() + " s" : "ended";
            end(process);
            ledger.remove(id);
            throw new TargetException(kind.title() + " " + why + ". The end of its log " + log + ":\n" + tail(log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.cancel();
            throw new TargetException("interrupted while " + kind.title() + " started", e);
        }
    }

    private static Optional<Response> ask(URI endpoint, String path) {
        try {
            return Optional.of(HttpProbe.once(
                    endpoint, HttpProbe.addresses(endpoint).get(0), Request.get(path), Duration.ofSeconds(5)));
        } catch (IOException e) {
            return Optional.empty(); // not yet listening
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    /** What a state file would say about it. */
    EmulatorState state() {
        return state;
    }

    /** Ends it and waits for its end. */
    @Override
    public void close() {
        end(process);
        ledger.remove(ledgerId);
        atExit.remove();
    }

    private static void end(RunningProcess process) {
        process.cancel();
        try {
            process.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Appends both streams to a file. */
    private record LogFile(Path file) implements OutputListener {

        @Override
        public void stdout(String line) {
            append(line);
        }

        @Override
        public boolean keepsStdout() {
            return false;
        }

        @Override
        public void stderr(String line) {
            append(line);
        }

        private synchronized void append(String line) {
            try {
                Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the log " + file, e);
            }
        }
    }
}
