package io.groundcheck.release.cutover;

import io.groundcheck.release.record.Digest;

/** What somebody asked for. */
public sealed interface SwitchRequest {

    /**
     * Make the colour that was asked to run this image live.
     *
     * @param digest the image
     */
    record CutOver(Digest digest) implements SwitchRequest {}

    /** Put traffic back where it was before the last cutover. */
    record RollBack() implements SwitchRequest {}
}
