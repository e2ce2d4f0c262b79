package io.groundcheck.release.watch;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.state.Traffic;
import java.time.Duration;

/**
 * What one look during the bake time shows.
 *
 * @param watched the colour that was live when watching began
 * @param epoch the record's epoch then
 * @param epochNow the record's epoch now
 * @param traffic where the live rule sends requests
 * @param looked what users and alarms showed
 * @param left of the bake time
 */
public record WatchObservation(
        Colour watched, long epoch, long epochNow, Traffic traffic, Looked looked, Duration left) {}
