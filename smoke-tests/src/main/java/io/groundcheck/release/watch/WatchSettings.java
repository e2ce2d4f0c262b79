package io.groundcheck.release.watch;

import java.time.Duration;

/**
 * How to watch.
 *
 * @param bake for so long
 * @param pause between two looks
 * @param tolerated so many looks in a row may fail
 */
public record WatchSettings(Duration bake, Duration pause, int tolerated) {

    /** A look every five seconds; the third failure in a row is a breach. */
    public static WatchSettings baking(Duration bake) {
        return new WatchSettings(bake, Duration.ofSeconds(5), 2);
    }
}
