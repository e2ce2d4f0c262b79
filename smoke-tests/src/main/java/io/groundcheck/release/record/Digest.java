package io.groundcheck.release.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The digest of an image's manifest.
 *
 * @param value {@code sha256:} and 64 lower-case hex digits
 */
public record Digest(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int SHORT = "sha256:".length() + 12;

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if it isn't {@code sha256:} and 64 lower-case hex digits
     */
    @JsonCreator
    public Digest {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("expected sha256: and 64 lower-case hex digits but was '" + value + "'");
        }
    }

    /** Enough of it to tell two images apart, for messages: {@code sha256:} and 12 hex digits. */
    public String brief() {
        return value.substring(0, SHORT);
    }

    @Override
    public String toString() {
        return value;
    }
}
