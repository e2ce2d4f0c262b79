package io.groundcheck.release.time;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Whether somebody asked this process to end: SIGTERM or Ctrl-C. It ends between two changes to AWS, never in the
 * middle of one, and is told once: what it does afterwards is cleaning up.
 */
public final class Stop {

    private boolean asked;
    private boolean told;

    /** The process is to end. From any thread. */
    public synchronized void ask() {
        asked = true;
        notifyAll();
    }

    /**
     * Ends here if that was asked for.
     *
     * @throws ReleaseException (exit code 130) the first time after {@link #ask}
     */
    public synchronized void check() {
        if (asked && !told) {
            told = true;
            throw new ReleaseException(
                    ExitCode.INTERRUPTED,
                    "interrupted; nothing was left half done: run the same command again to go on from here");
        }
    }

    /** Waits for so long, or until it is asked to end. */
    synchronized void sleep(Duration duration) throws InterruptedException {
        var until = System.nanoTime() + duration.toNanos();
        check();
        for (var left = duration.toNanos(); left > 0; left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            check();
        }
    }
}
