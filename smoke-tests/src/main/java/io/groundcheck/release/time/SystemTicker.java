package io.groundcheck.release.time;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import java.time.Duration;

final class SystemTicker implements Ticker {

    private final long start = System.nanoTime();
    private final Stop stop;

    SystemTicker(Stop stop) {
        this.stop = stop;
    }

    @Override
    public Duration now() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void sleep(Duration duration) {
        try {
            stop.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReleaseException(ExitCode.INTERRUPTED, "interrupted while waiting", e);
        }
    }
}
