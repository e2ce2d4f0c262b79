package io.groundcheck.release.state;

/**
 * A CloudWatch alarm.
 *
 * @param name its name
 * @param state {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}
 * @param reason CloudWatch's reason, or an empty text
 */
public record AlarmState(String name, String state, String reason) {

    /** Whether it is in alarm. */
    public boolean isAlarm() {
        return state.equals("ALARM");
    }
}
