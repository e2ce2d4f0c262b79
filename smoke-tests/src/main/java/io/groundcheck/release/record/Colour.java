package io.groundcheck.release.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** One of the two places a version can run in. */
public enum Colour {
    BLUE,
    GREEN;

    /** The other one. */
    public Colour other() {
        return this == BLUE ? GREEN : BLUE;
    }

    /**
     * Reads {@code blue} or {@code green}.
     *
     * @throws IllegalArgumentException for anything else
     */
    @JsonCreator
    public static Colour of(String text) {
        for (var colour : values()) {
            if (colour.toString().equals(text)) {
                return colour;
            }
        }
        throw new IllegalArgumentException("expected blue or green but was '" + text + "'");
    }

    /** {@code blue} or {@code green}. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
