package io.groundcheck.release.fake;

import io.groundcheck.release.time.Ticker;
import java.time.Duration;

/** Time that passes only when somebody waits, or a test says so. */
public final class FakeTicker implements Ticker {

    private Duration now = Duration.ZERO;

    @Override
    public Duration now() {
        return now;
    }

    @Override
    public void sleep(Duration duration) {
        now = now.plus(duration);
    }

    /** Time passes. */
    public void pass(Duration duration) {
        now = now.plus(duration);
    }
}
