package io.groundcheck.sweep;

import io.groundcheck.files.PrivateFiles;
import io.groundcheck.files.UserFolders;
import io.groundcheck.ledger.Ledger;
import io.groundcheck.ledger.LedgerEntry;
import io.groundcheck.ledger.OrphanedCommands;
import io.groundcheck.process.Command;
import io.groundcheck.process.OrphanedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what killed runs left: for each stack its Terraform, then its resources; then emulators and other processes. */
public final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final AtomicBoolean SWEPT = new AtomicBoolean();

    private final Map<String, String> env;
    private final Ledger ledger;
    private final Duration grace;

    /**
     * @param env the environment: where the ledger is, and how real AWS is reached
     */
    public Sweeper(Map<String, String> env) {
        this(env, Command.DEFAULT_GRACE);
    }

    Sweeper(Map<String, String> env, Duration grace) {
        this.env = Map.copyOf(env);
        this.ledger = Ledger.in(UserFolders.of(env));
        this.grace = grace;
    }

    /**
     * Sweeps once per JVM: the first stack does it. What is left is logged, with what to do; it fails no test, since none
     * of this run's is to blame. {@code make sweep} fails.
     */
    public static void oncePerJvm(Map<String, String> env) {
        if (!SWEPT.compareAndSet(false, true)) {
            return;
        }
        for (SweptStack swept : new Sweeper(env).sweep()) {
            if (swept.isGone()) {
                LOG.info("left by an earlier run: {}", swept);
            } else {
                LOG.warn("left by an earlier run: {}", swept);
            }
        }
    }

    /** Sweeps all that has no living owner; what it says of each, stacks first. */
    public List<SweptStack> sweep() {
        List<LedgerEntry> orphans =
                ledger.orphans().stream().filter(entry -> !entry.isKept()).toList();
        Set<String> doomed = orphans.stream()
                .filter(entry -> entry.kind() == LedgerEntry.Kind.PROCESS)
                .map(entry -> entry.detail("endpoint"))
                .filter(endpoint -> !endpoint.isEmpty())
                .collect(Collectors.toSet());
        var swept = new ArrayList<SweptStack>();
        // stacks before processes: a Terraform on its way may still need its provider or its emulator
        for (LedgerEntry entry : orphans) {
            if (entry.kind() == LedgerEntry.Kind.STACK) {
                ledger.adopt(entry).ifPresent(own -> swept.add(stack(own, doomed.contains(own.detail("endpoint")))));
            }
        }
        for (LedgerEntry entry : orphans) {
            if (entry.kind() == LedgerEntry.Kind.PROCESS) {
                ledger.adopt(entry).ifPresent(own -> swept.add(process(own)));
            }
        }
        return List.copyOf(swept);
    }

    private SweptStack stack(LedgerEntry entry, boolean emulatorGoesToo) {
        var done = new ArrayList<String>();
        OrphanedCommands.end(entry, emulatorGoesToo ? Duration.ZERO : grace)
                .forEach(ended -> done.add("ended " + ended));
        List<String> left;
        try {
            left = new OrphanedStack(entry, env).end(emulatorGoesToo, done);
            if (left.isEmpty()) {
                ledger.remove(entry.id());
                PrivateFiles.deleteRecursively(Path.of(entry.detail("workspace")));
            }
        } catch (IOException e) {
            left = List.of(String.valueOf(e.getMessage()));
        }
        if (!left.isEmpty()) {
            ledger.release(entry);
        }
        return new SweptStack(entry.id(), entry.what(), done, left);
    }

    private SweptStack process(LedgerEntry entry) {
        boolean ran = entry.process().isAlive();
        if (!OrphanedProcess.end(entry.process(), Duration.ofSeconds(10))) {
            ledger.release(entry);
            return new SweptStack(
                    entry.id(),
                    entry.what(),
                    List.of(),
                    List.of("process " + entry.process().pid() + " still runs. If it is that, end it with: kill -KILL "
                            + entry.process().pid()));
        }
        String folder = entry.detail("folder");
        try {
            if (!folder.isEmpty()) {
                PrivateFiles.deleteRecursively(Path.of(folder)); // what a warm provider kept its socket in
            }
        } catch (IOException e) {
            LOG.warn("the folder {} of {} can't be deleted: {}", folder, entry.what(), e.getMessage());
        }
        ledger.remove(entry.id());
        return new SweptStack(
                entry.id(), entry.what(), List.of(ran ? "ended its process" : "it had ended already"), List.of());
    }

    /** What a person has asked to be kept; nothing of it is swept. */
    public List<String> kept() {
        return ledger.orphans().stream()
                .filter(LedgerEntry::isKept)
                .map(entry -> entry.what() + ", kept; to destroy it: " + entry.detail("resume")
                        + " && bin/sweep --forget " + entry.id())
                .toList();
    }

    /**
     * Strikes an entry out without doing anything about it: a person has seen to it.
     *
     * @return whether there was one, whose owner is gone
     */
    public boolean forget(String id) {
        for (LedgerEntry entry : ledger.orphans()) {
            if (entry.id().equals(id)) {
                ledger.remove(id);
                return true;
            }
        }
        return false;
    }
}
