package io.groundcheck.release.watch;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.state.AlarmState;
import io.groundcheck.release.state.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one look during the bake time shows.
 *
 * @param watched the colour that was live when watching began
 * @param epoch the record's epoch then
 * @param epochNow the record's epoch now
 * @param traffic where the live rule sends requests
 * @param alarms the foundation's alarms
 * @param failures how many looks in a row, this one included, found users not served by the watched version
 * @param failure what this look found instead; empty if all was well
 * @param left of the bake time
 */
public record WatchObservation(
        Colour watched,
        long epoch,
        long epochNow,
        Traffic traffic,
        List<AlarmState> alarms,
        int failures,
        Optional<String> failure,
        Duration left) {
    public WatchObservation {
        alarms = List.copyOf(alarms);
    }
}
