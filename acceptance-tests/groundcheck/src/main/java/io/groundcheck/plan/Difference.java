package io.groundcheck.plan;

/**
 * One place where before and after differ.
 *
 * @param path where
 * @param before how it is now
 * @param after how it would be
 */
public record Difference(AttributePath path, Value before, Value after) {

    /** {@code path: before -> after}, with nothing sensitive in it. */
    @Override
    public String toString() {
        String change = before + " -> " + after;
        if (before.isSensitive() && after.isSensitive() && after.isWhollyKnown()) {
            change = "(sensitive value, changed)";
        }
        return (path.steps().isEmpty() ? "" : path + ": ") + change;
    }
}
