package io.groundcheck.release.watch;

import io.groundcheck.release.state.AlarmState;
import java.util.List;
import java.util.Optional;

/**
 * What one look at a version shows, whatever part of traffic it has.
 *
 * @param alarms the foundation's alarms
 * @param failures how many looks in a row, this one included, found users not served as they should be
 * @param failure what this look found instead; empty if all was well
 * @param slow how much more slowly than before users are answered, if they have been for long enough
 */
public record Looked(List<AlarmState> alarms, int failures, Optional<String> failure, Optional<String> slow) {
    public Looked {
        alarms = List.copyOf(alarms);
    }
}
