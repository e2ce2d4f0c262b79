package io.groundcheck.emulator;

import io.groundcheck.files.PrivateFiles;
import io.groundcheck.ledger.Ledger;
import io.groundcheck.ledger.LedgerEntry;
import io.groundcheck.ledger.OrphanedCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Emulators whose JVM was killed: they hold ports, memory and containers. With them go the stacks that lived on them,
 * whose resources were nowhere else.
 */
final class OrphanedEmulators {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedEmulators.class);

    private OrphanedEmulators() {}

    static void end(Ledger ledger) {
        List<LedgerEntry> orphans = ledger.orphans();
        Set<String> gone = new HashSet<>();
        for (LedgerEntry entry : orphans) {
            if (entry.kind() == LedgerEntry.Kind.PROCESS) {
                if (entry.process().isAlive()) {
                    LOG.info("ending {}, which an earlier run left behind", entry.what());
                    ProcessHandle.of(entry.process().pid()).ifPresent(ProcessHandle::destroy);
                }
                Optional.ofNullable(entry.details().get("endpoint")).ifPresent(gone::add);
                deleteFolder(entry);
                ledger.remove(entry.id());
            }
        }
        for (LedgerEntry entry : orphans) {
            if (entry.kind() == LedgerEntry.Kind.STACK
                    && gone.contains(entry.details().getOrDefault("endpoint", ""))) {
                strike(ledger, entry);
            }
        }
    }

    /** What a warm provider kept its socket in. */
    private static void deleteFolder(LedgerEntry entry) {
        String folder = entry.details().getOrDefault("folder", "");
        try {
            if (!folder.isEmpty()) {
                PrivateFiles.deleteRecursively(Path.of(folder));
            }
        } catch (IOException e) {
            LOG.warn("the folder {} of {} can't be deleted: {}", folder, entry.what(), e.getMessage());
        }
    }

    private static void strike(Ledger ledger, LedgerEntry entry) {
        OrphanedCommands.end(entry, Duration.ZERO); // what it made is gone, so it has nothing to save
        LOG.info("{} has ended with its emulator", entry.what());
        try {
            PrivateFiles.deleteRecursively(Path.of(entry.details().getOrDefault("workspace", "")));
            ledger.remove(entry.id());
        } catch (IOException e) {
            LOG.warn("the workspace of {} can't be deleted, and stays in the ledger: {}", entry.what(), e.getMessage());
        }
    }
}
