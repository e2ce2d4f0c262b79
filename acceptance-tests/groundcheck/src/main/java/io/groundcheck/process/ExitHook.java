package io.groundcheck.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when the JVM ends, in order: JVM shutdown hooks run side by side, but an emulator must not end before
 * the Terraform that talks to it has.
 */
public final class ExitHook {

    private static final Logger LOG = LoggerFactory.getLogger(ExitHook.class);
    private static final Map<Registration, Entry> ENTRIES = new LinkedHashMap<>();
    private static boolean installed;
    private static boolean ending;

    private ExitHook() {}

    /** When an action runs; actions of one phase run side by side. */
    public enum Phase {
        /** Commands on their way are cancelled. */
        COMMANDS,
        /** What they talked to is ended. */
        EMULATORS
    }

    /** What is done at the end; it may wait. */
    @FunctionalInterface
    public interface Action {
        /** Does it. */
        void run() throws InterruptedException;
    }

    private record Entry(Phase phase, String name, Action action) {}

    /** An action that waits for the JVM's end. */
    public static final class Registration {
        private Registration() {}

        /** Takes the action back: what it would have ended has ended. */
        public void remove() {
            synchronized (ENTRIES) {
                ENTRIES.remove(this);
            }
        }
    }

    /**
     * Has an action run when the JVM ends, by itself or by a signal (SIGKILL aside).
     *
     * @throws IllegalStateException if the JVM is ending already: what starts now would be orphaned
     */
    public static Registration register(Phase phase, String name, Action action) {
        var registration = new Registration();
        synchronized (ENTRIES) {
            if (ending) {
                throw new IllegalStateException("the JVM is ending, so " + name + " can't be started any more");
            }
            if (!installed) {
                Runtime.getRuntime().addShutdownHook(new Thread(ExitHook::runAll, "groundcheck-exit"));
                installed = true;
            }
            ENTRIES.put(registration, new Entry(phase, name, action));
        }
        return registration;
    }

    private static void runAll() {
        synchronized (ENTRIES) {
            ending = true;
        }
        for (Phase phase : Phase.values()) {
            List<Entry> due;
            synchronized (ENTRIES) {
                due = ENTRIES.values().stream()
                        .filter(entry -> entry.phase() == phase)
                        .toList();
            }
            var threads = new ArrayList<Thread>();
            for (Entry entry : due) {
                var thread = new Thread(() -> run(entry), "groundcheck-exit-" + entry.name());
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private static void run(Entry entry) {
        try {
            entry.action().run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The others must still run; nobody is left to throw to.
            LOG.warn("could not end {}", entry.name(), e);
        }
    }
}
