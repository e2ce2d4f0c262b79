package io.groundcheck.release.watch;

import io.groundcheck.release.state.AlarmState;
import java.util.stream.Collectors;

/** Is the new version to stay? Pure. */
public final class WatchDecision {

    private WatchDecision() {}

    /**
     * Decides.
     *
     * @param tolerated so many looks in a row may fail
     */
    public static WatchStep decide(WatchObservation seen, int tolerated) {
        if (seen.epochNow() != seen.epoch()) {
            return new WatchStep.Superseded("another switch began (epoch " + seen.epochNow() + ", watched was epoch "
                    + seen.epoch() + "); it decides now");
        }
        if (!seen.traffic().isTo(seen.watched())) {
            return new WatchStep.Breach(
                    "traffic goes to " + seen.traffic() + ", but the record says " + seen.watched() + " is live");
        }
        var alarms = seen.alarms().stream()
                .filter(AlarmState::isAlarm)
                .map(alarm -> alarm.name() + (alarm.reason().isEmpty() ? "" : " (" + alarm.reason() + ")"))
                .collect(Collectors.joining(", "));
        if (!alarms.isEmpty()) {
            return new WatchStep.Breach("in alarm: " + alarms);
        }
        if (seen.failures() > tolerated) {
            return new WatchStep.Breach(seen.failures() + " looks in a row failed: "
                    + seen.failure().orElse("no reason kept"));
        }
        return seen.left().isZero() || seen.left().isNegative() ? new WatchStep.Baked() : new WatchStep.GoOn();
    }
}
