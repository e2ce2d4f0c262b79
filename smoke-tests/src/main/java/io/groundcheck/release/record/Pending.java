package io.groundcheck.release.record;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param canary so many percent of requests first; empty: everything at once, or no longer a canary
 */
public record Pending(
        SwitchAction action,
        Optional<Colour> from,
        Colour to,
        Digest digest,
        String stageId,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> canary) {

    /** Everything at once. */
    public Pending(SwitchAction action, Optional<Colour> from, Colour to, Digest digest, String stageId) {
        this(action, from, to, digest, stageId, Optional.empty());
    }

    public Pending {
        Required.field("pending.action", action);
        Required.field("pending.to", to);
        Required.field("pending.digest", digest);
        Required.field("pending.stage_id", stageId);
        canary.ifPresent(percent -> {
            if (percent < 1 || percent > 99 || from.isEmpty()) {
                throw new IllegalArgumentException(
                        "pending.canary must be 1 to 99 with a pending.from, but was " + percent + " from " + from);
            }
        });
    }

    /** The same switch, the other way round: with this part first, or with everything at once. */
    public Pending withCanary(Optional<Integer> percent) {
        return new Pending(action, from, to, digest, stageId, percent);
    }
}
