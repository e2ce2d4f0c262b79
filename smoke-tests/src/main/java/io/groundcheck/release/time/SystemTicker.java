package io.groundcheck.release.time;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

final class SystemTicker implements Ticker {

    private final long start = System.nanoTime();

    @Override
    public Duration now() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void sleep(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReleaseException(ExitCode.INTERRUPTED, "interrupted while waiting", e);
        }
    }
}
