package io.groundcheck.release.cutover;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;

/**
 * What the last cutover took traffic away from, as its journal names it.
 *
 * @param colour where it ran
 * @param tag its tag
 * @param digest its image
 */
public record LeftBehind(Colour colour, String tag, Digest digest) {}
