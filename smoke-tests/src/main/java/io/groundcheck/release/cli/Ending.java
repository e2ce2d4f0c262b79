package io.groundcheck.release.cli;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.time.Stop;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How the process ends when it is asked to, by SIGTERM or Ctrl-C: the command goes on to the next moment at which
 * nothing is half done, cleans up (the lease goes free) and exits with 130. Where it doesn't get there in time, or has
 * nothing to put in order, it exits at once; what must be cleaned up then is done by shutdown hooks.
 */
final class Ending {

    /** Longer than any one call to AWS may take, and well within what ECS, systemd or GitHub wait before they kill. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Stop stop = new Stop();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean atOnce;

    Stop stop() {
        return stop;
    }

    /** From here on nothing is half done, and nobody asks {@link #stop}: end at once. */
    void mayBeAtOnce() {
        atOnce = true;
    }

    /** From here on something may be half done. */
    void mustBeInOrder() {
        atOnce = false;
    }

    /** The command has come to its end. */
    void hasEnded() {
        ended.countDown();
    }

    /** The process was asked to end: returns only if the command has come to its end by itself. */
    void asked() {
        stop.ask();
        if (atOnce || !endsInTime()) {
            System.exit(ExitCode.INTERRUPTED.value());
        }
    }

    private boolean endsInTime() {
        try {
            return ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
