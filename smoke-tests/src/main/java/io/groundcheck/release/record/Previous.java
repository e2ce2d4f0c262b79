package io.groundcheck.release.record;

import io.groundcheck.release.json.Required;

/**
 * Where a rollback goes: the colour that was live before, and the image it must still run.
 *
 * @param colour the colour
 * @param digest the image it ran when it was live
 */
public record Previous(Colour colour, Digest digest) {
    public Previous {
        Required.field("previous.colour", colour);
        Required.field("previous.digest", digest);
    }
}
