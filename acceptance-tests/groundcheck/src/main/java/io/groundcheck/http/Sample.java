package io.groundcheck.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One request of a {@link Load} and what became of it.
 *
 * @param connection the worker that sent it, from 0
 * @param sequence its place among that worker's requests, from 0
 * @param fresh whether it was the first on a new connection
 * @param sent wall-clock time before the first byte was written
 * @param sentNanos {@link System#nanoTime()} at the same moment
 * @param endedNanos {@link System#nanoTime()} once the answer was read, or it failed
 * @param status the status code; 0 if no whole answer came
 * @param answeredBy who answered, as the load's attribution read it from the answer; empty if no answer came
 * @param failure why the request counts as failed; empty if it doesn't
 */
public record Sample(
        int connection,
        long sequence,
        boolean fresh,
        Instant sent,
        long sentNanos,
        long endedNanos,
        int status,
        Optional<String> answeredBy,
        Optional<String> failure) {

    /** From the first byte written to the last one read, or to the failure. */
    public Duration took() {
        return Duration.ofNanos(endedNanos - sentNanos);
    }

    /** The request in one line, for messages. */
    @Override
    public String toString() {
        return "request " + sequence + " on connection " + connection + (fresh ? " (new)" : "") + ", sent " + sent
                + ": "
                + failure.orElseGet(
                        () -> status + answeredBy.map(by -> " by " + by).orElse(""))
                + " after " + took().toMillis() + " ms";
    }
}
