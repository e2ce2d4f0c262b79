package io.groundcheck.release.watch;

import io.groundcheck.release.state.AlarmState;
import java.util.Optional;
import java.util.stream.Collectors;

/** Is the new version bad? The same question for a watch and for each step of a canary. Pure. */
public final class BreachDecision {

    private BreachDecision() {}

    /**
     * Decides.
     *
     * @param tolerated so many looks in a row may fail
     * @return what is wrong, for people; empty if nothing is
     */
    public static Optional<String> decide(Looked looked, int tolerated) {
        var alarms = looked.alarms().stream()
                .filter(AlarmState::isAlarm)
                .map(alarm -> alarm.name() + (alarm.reason().isEmpty() ? "" : " (" + alarm.reason() + ")"))
                .collect(Collectors.joining(", "));
        if (!alarms.isEmpty()) {
            return Optional.of("in alarm: " + alarms);
        }
        if (looked.failures() > tolerated) {
            return Optional.of(looked.failures() + " looks in a row failed: "
                    + looked.failure().orElse("no reason kept"));
        }
        return looked.slow();
    }
}
