package io.groundcheck.release.smoke.candidate;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The service under test and what it is expected to be.
 *
 * @param url base of every request
 * @param headers sent with every request
 * @param expectedVersion what {@code /version} must say as version; empty: not compared
 * @param expectedDigest what {@code /version} must say as digest; empty: not compared
 * @param latencyBudget what 95 of 100 reads must stay within
 * @param readinessTimeout how long it may take to be ready
 */
public record Candidate(
        URI url,
        Map<String, String> headers,
        Optional<String> expectedVersion,
        Optional<String> expectedDigest,
        Duration latencyBudget,
        Duration readinessTimeout) {

    private static final String COLOUR_HEADER = "X-Candidate-Colour";

    public Candidate {
        headers = Map.copyOf(headers);
    }

    /**
     * The colour the candidate headers route to. If another one answers, the route isn't in effect, which the digest
     * alone would not show where both colours run the same image.
     */
    public Optional<String> expectedColour() {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(COLOUR_HEADER))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether anything is known about which image should answer. */
    public boolean hasExpectation() {
        return expectedVersion.isPresent() || expectedDigest.isPresent();
    }
}
