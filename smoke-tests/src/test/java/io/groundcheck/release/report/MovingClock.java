package io.groundcheck.release.report;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when it is told to. */
final class MovingClock implements InstantSource {

    private Instant now = Instant.parse("2026-03-01T03:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void pass(double seconds) {
        now = now.plusNanos(Math.round(seconds * 1e9));
    }
}
