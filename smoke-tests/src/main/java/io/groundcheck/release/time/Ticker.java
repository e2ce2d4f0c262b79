package io.groundcheck.release.time;

import java.time.Duration;

/**
 * Time that only moves forward. Every decision that waits or expires uses this, never a wall clock: clocks of two
 * machines differ, and one machine's may be set back.
 */
public interface Ticker {

    /** Time since an arbitrary moment that stays the same for the life of the process. */
    Duration now();

    /**
     * Waits.
     *
     * @throws io.groundcheck.release.ReleaseException (exit code 130) if the process is asked to end, or the thread is
     *     interrupted
     */
    void sleep(Duration duration);

    /** The machine's monotonic clock. */
    static Ticker system() {
        return system(new Stop());
    }

    /** The same; waiting ends, with exit code 130, when the process is asked to end. */
    static Ticker system(Stop stop) {
        return new SystemTicker(stop);
    }
}
