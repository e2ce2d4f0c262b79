package io.groundcheck.release.smoke;

import io.groundcheck.release.smoke.candidate.Session;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between begin and end: Ctrl-C, or any other end of this process but a kill, still deletes what the run has made. */
final class CleanUpOnExit {

    private static final Logger LOG = LoggerFactory.getLogger(CleanUpOnExit.class);

    /** A create, or a delete and a look: each request waits for its answer up to 8 s, and gives up. */
    private static final Duration PATIENCE = Duration.ofSeconds(17);

    private final Thread hook;

    private CleanUpOnExit(Thread hook) {
        this.hook = hook;
    }

    static CleanUpOnExit begin(Session session) {
        var hook = new Thread(() -> cleanUp(session), "smoke-clean-up");
        Runtime.getRuntime().addShutdownHook(hook);
        return new CleanUpOnExit(hook);
    }

    void end() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook is running or has run: nothing is left to take back.
        }
    }

    private static void cleanUp(Session session) {
        try (var client = session.newClient()) {
            session.leftovers()
                    .end(client, PATIENCE)
                    .forEach(line -> LOG.warn("{}", session.secrets().redact(line)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
