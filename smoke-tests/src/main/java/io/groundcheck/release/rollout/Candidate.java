package io.groundcheck.release.rollout;

import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.state.Traffic;
import java.util.Optional;

/**
 * The colour that is being brought up.
 *
 * @param colour which
 * @param staged what it was asked to run
 */
public record Candidate(Colour colour, Staged staged) {

    /**
     * The colour that was asked for, else the idle one.
     *
     * @throws GateRefusedException if nothing is staged there
     */
    public static Candidate choose(Optional<Colour> asked, ReleaseRecord record, Traffic traffic) {
        var colour = asked.or(() -> traffic.target().or(record::live).map(Colour::other))
                .orElse(Colour.BLUE);
        return record.staged(colour)
                .map(staged -> new Candidate(colour, staged))
                .orElseThrow(() -> new GateRefusedException(
                        GateId.NOT_STAGED, "nothing is staged on " + colour + "; run `release stage` first"));
    }
}
