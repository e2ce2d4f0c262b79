package io.groundcheck.release.gate;

/** What a gate says. */
public sealed interface Verdict {

    /** Nothing speaks against it. */
    record Open() implements Verdict {}

    /**
     * No.
     *
     * @param gate which gate
     * @param message what was wrong, and what to do
     */
    record Refused(GateId gate, String message) implements Verdict {}

    /** Nothing speaks against it. */
    static Verdict open() {
        return new Open();
    }

    /** No, and why. */
    static Verdict refuse(GateId gate, String message) {
        return new Refused(gate, message);
    }

    /** Whether nothing speaks against it. */
    default boolean isOpen() {
        return this instanceof Open;
    }
}
