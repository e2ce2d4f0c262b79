package io.groundcheck.provider;

import io.groundcheck.files.PrivateFiles;
import io.groundcheck.files.UserFolders;
import io.groundcheck.ledger.Ledger;
import io.groundcheck.ledger.LedgerEntry;
import io.groundcheck.process.Command;
import io.groundcheck.process.ExitHook;
import io.groundcheck.process.OutputListener;
import io.groundcheck.process.ProcessIdentity;
import io.groundcheck.process.ProcessRunner;
import io.groundcheck.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One provider, started with {@code -debug}: it then serves any number of Terraform commands, one after the other. It is
 * in the ledger, and ends with the JVM. Configure is per process, so it serves one command at a time.
 */
final class WarmProvider implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final Duration LIFE = Duration.ofHours(12);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Pattern READY = Pattern.compile("TF_REATTACH_PROVIDERS='(.*)'");

    private final RunningProcess process;
    private final Answer answer;
    private final Path sockets;
    private final Ledger ledger;
    private final String ledgerId;
    private final ExitHook.Registration atExit;
    private @Nullable ProviderProxy proxy;

    private WarmProvider(RunningProcess process, Answer answer, Path sockets, Ledger ledger, String ledgerId) {
        this.process = process;
        this.answer = answer;
        this.sockets = sockets;
        this.ledger = ledger;
        this.ledgerId = ledgerId;
        this.atExit = ExitHook.register(ExitHook.Phase.EMULATORS, ledgerId, this::close);
    }

    /**
     * Starts one and waits until it says how it is reached.
     *
     * @param binary the provider's program
     * @param environment its whole environment: where its AWS is and who it is there
     * @param schema what this program says it knows, as soon as one of its processes has said it
     * @throws IOException if it can't be started, ends, or isn't ready in time; nothing is left of it
     */
    static WarmProvider start(
            Path binary,
            Map<String, String> environment,
            UserFolders folders,
            AtomicReference<@Nullable ProviderSchema> schema)
            throws IOException, InterruptedException {
        String id = "provider-" + UUID.randomUUID();
        Ledger ledger = Ledger.in(folders);
        // The provider makes its socket where TMPDIR says. Not in the state folder: a socket's path is 108 bytes at
        // most.
        Path sockets = Files.createTempDirectory("groundcheck-");
        var own = new TreeMap<>(environment);
        own.put("TMPDIR", sockets.toString());
        var ready = new Answer();
        RunningProcess process = new ProcessRunner()
                .start(
                        // a file, not a pipe: it must not die of its words after this JVM was killed, while a
                        // Terraform that outlived it, too, still works with it
                        new Command(List.of(binary.toString(), "-debug"), sockets, own, LIFE, GRACE)
                                .withTranscript(sockets.resolve("provider.log")),
                        ready,
                        ExitHook.Phase.EMULATORS);
        ledger.write(new LedgerEntry(
                id,
                LedgerEntry.Kind.PROCESS,
                ProcessIdentity.current(),
                "the provider " + binary.getFileName(),
                Map.of(
                        "pid", Long.toString(process.identity().pid()),
                        "start_time", Long.toString(process.identity().startTime()),
                        "folder", sockets.toString())));
        var started = new WarmProvider(process, ready, sockets, ledger, id);
        try {
            ready.await(process);
            if (environment.containsKey("AWS_ENDPOINT_URL")) {
                started.proxy = new ProviderProxy(Reattach.socket(ready.reattach()), schema);
            }
            return started;
        } catch (IOException | InterruptedException e) {
            started.close();
            throw e;
        }
    }

    /**
     * The value of {@code TF_REATTACH_PROVIDERS} with which Terraform uses it.
     *
     * @param types those that the command may meet; none given: any
     */
    String reattach(Optional<UsedTypes> types) {
        ProviderProxy between = proxy;
        if (between == null) {
            return answer.reattach();
        }
        between.serve(types);
        return Reattach.through(answer.reattach(), between.address());
    }

    /** The same without anything of this JVM in between: it works on after this JVM was killed. */
    String reattachDirectly() {
        return answer.reattach();
    }

    long pid() {
        return process.identity().pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it and waits for its end. */
    @Override
    public void close() {
        if (proxy != null) {
            proxy.close();
        }
        process.cancel();
        try {
            process.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ledger.remove(ledgerId);
        atExit.remove();
        try {
            PrivateFiles.deleteRecursively(sockets);
        } catch (IOException e) {
            // an empty folder in the system's temporary one: not worth failing a test run that has ended well
        }
    }

    /** What it prints: in one line, once it is ready, how it is reached. */
    private static final class Answer implements OutputListener {

        private static final int LINES_KEPT = 20;

        private final CompletableFuture<String> reattach = new CompletableFuture<>();
        private final Deque<String> last = new ArrayDeque<>();

        private String reattach() {
            return reattach.join();
        }

        @Override
        public void stdout(String line) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                reattach.complete(ready.group(1));
            }
            keep(line);
        }

        @Override
        public void stderr(String line) {
            keep(line);
        }

        @Override
        public boolean keepsStdout() {
            return false;
        }

        private synchronized void keep(String line) {
            last.add(line);
            if (last.size() > LINES_KEPT) {
                last.remove();
            }
        }

        private synchronized String said() {
            return String.join("\n", last);
        }

        private void await(RunningProcess process) throws IOException, InterruptedException {
            long until = System.nanoTime() + READY_WITHIN.toNanos();
            while (process.isAlive() && System.nanoTime() < until) {
                try {
                    reattach.get(50, TimeUnit.MILLISECONDS);
                    return;
                } catch (TimeoutException e) {
                    // not yet: look again whether it still runs
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }
            String why = "isn't ready after " + READY_WITHIN.toSeconds() + " s";
            if (!process.isAlive()) {
                process.await(); // its last words may not have been read yet
                why = "ended";
            }
            throw new IOException("the provider, started with -debug, " + why + ". It said:\n" + said());
        }
    }
}
