package io.groundcheck.release.json;

import org.jspecify.annotations.Nullable;

/** Checks of what a document must hold. JSON can leave out what Java's types demand. */
public final class Required {

    private Required() {}

    /**
     * The value, if it is there.
     *
     * @throws IllegalArgumentException naming the field
     */
    public static <T> T field(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /**
     * Checks the format's number.
     *
     * @throws IllegalArgumentException if this program doesn't know that schema
     */
    public static void schema(int expected, int actual) {
        if (expected != actual) {
            throw new IllegalArgumentException("schema is " + actual + ", but this release CLI knows schema " + expected
                    + " only; use the CLI of the same release");
        }
    }
}
