package io.groundcheck.release.record;

import io.groundcheck.release.json.Required;
import java.util.Optional;

/**
 * A switch that was decided and is not finished. Written before the load balancer is touched, so that whoever comes
 * after a crash knows what was meant.
 *
 * @param action cutover or rollback
 * @param from the colour that was live; empty when none was
 * @param to the colour that becomes live
 * @param digest the image it runs
 * @param stageId the staging that the gate admitted
 */
public record Pending(SwitchAction action, Optional<Colour> from, Colour to, Digest digest, String stageId) {
    public Pending {
        Required.field("pending.action", action);
        Required.field("pending.to", to);
        Required.field("pending.digest", digest);
        Required.field("pending.stage_id", stageId);
    }
}
