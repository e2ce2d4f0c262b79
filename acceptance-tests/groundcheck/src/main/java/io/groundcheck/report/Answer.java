package io.groundcheck.report;

import java.util.Optional;

/**
 * One request and what became of it, reduced to what a report needs.
 *
 * @param sentMicros when it was sent, in microseconds since the load started
 * @param tookMicros how long until the answer was read or it failed, in microseconds
 * @param by who answered; empty if that isn't known
 * @param failure why it counts as failed; empty if it doesn't
 */
public record Answer(long sentMicros, long tookMicros, Optional<String> by, Optional<String> failure) {

    boolean failed() {
        return failure.isPresent();
    }

    double sentSeconds() {
        return sentMicros / 1e6;
    }
}
