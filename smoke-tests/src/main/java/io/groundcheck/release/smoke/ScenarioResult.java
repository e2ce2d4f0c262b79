package io.groundcheck.release.smoke;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of one scenario, or of one row of a scenario outline.
 *
 * @param id {@code <feature path>::<scenario name>::<example row's values, or nothing>}, as in the expected list
 * @param status how it ended
 * @param duration time from its first hook to its last
 * @param message why it did not pass, secrets replaced; empty when it passed
 */
public record ScenarioResult(String id, Status status, Duration duration, Optional<String> message) {}
