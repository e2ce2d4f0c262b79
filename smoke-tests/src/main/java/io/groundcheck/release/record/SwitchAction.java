package io.groundcheck.release.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The two ways to move traffic. */
public enum SwitchAction {
    CUTOVER,
    ROLLBACK;

    /**
     * Reads {@code cutover} or {@code rollback}.
     *
     * @throws IllegalArgumentException for anything else
     */
    @JsonCreator
    public static SwitchAction of(String text) {
        for (var action : values()) {
            if (action.toString().equals(text)) {
                return action;
            }
        }
        throw new IllegalArgumentException("expected cutover or rollback but was '" + text + "'");
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
