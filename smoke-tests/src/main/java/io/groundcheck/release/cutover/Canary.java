package io.groundcheck.release.cutover;

/** What a part of the users showed of the new version, as far as this process has seen it. */
public sealed interface Canary {

    /** Not long enough yet. */
    record Watching() implements Canary {}

    /**
     * The step's time is over, and all was well.
     *
     * @param percent of requests that went there
     */
    record Passed(int percent) implements Canary {}

    /**
     * It isn't to go on, at this or any other part.
     *
     * @param reason what was wrong, for people
     */
    record Breached(String reason) implements Canary {}
}
