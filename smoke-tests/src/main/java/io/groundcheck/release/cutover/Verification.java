package io.groundcheck.release.cutover;

/** What new connections to the live URL showed since traffic was seen to go where it should. */
public sealed interface Verification {

    /** Not enough yet. */
    record Looking() implements Verification {}

    /** Every address answered as the new version, often enough and long enough without the old one. */
    record Seen() implements Verification {}

    /**
     * It didn't happen in time.
     *
     * @param detail what was answered instead
     */
    record TimedOut(String detail) implements Verification {}
}
