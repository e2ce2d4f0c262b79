package io.groundcheck.release.rollout;

import io.groundcheck.release.record.Digest;
import java.util.Optional;

/**
 * What is to be staged.
 *
 * @param tag a tag in the image repository
 * @param digest the image it must name
 * @param desiredCount how many tasks; empty: as many as the live colour runs, or 2
 * @param again stage the same digest once more, as a new attempt
 */
public record StageRequest(String tag, Digest digest, Optional<Integer> desiredCount, boolean again) {}
