package io.groundcheck.release.record;

import io.groundcheck.release.json.Required;
import java.time.Instant;

/**
 * The last switch that was finished.
 *
 * @param action cutover or rollback
 * @param epoch the epoch it ran in; its journal is {@code journal/<epoch>.json}
 * @param colour the colour that became live
 * @param digest the image it ran
 * @param by who
 * @param at when the record was written, by that machine's clock: for people, never for a decision
 */
public record Last(SwitchAction action, long epoch, Colour colour, Digest digest, String by, Instant at) {
    public Last {
        Required.field("last.action", action);
        Required.field("last.colour", colour);
        Required.field("last.digest", digest);
        Required.field("last.by", by);
        Required.field("last.at", at);
    }
}
