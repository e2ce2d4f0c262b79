package io.groundcheck.release.rollout;

import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Previous;
import io.groundcheck.release.record.Staged;
import java.util.Optional;

/** What a staging comes to. */
public sealed interface StageStep {

    /** The image is staged there already, or live. */
    record Already(Colour colour, Staged staged, boolean live) implements StageStep {}

    /**
     * Write it into the record.
     *
     * @param colour the idle colour
     * @param staged what it is to run
     * @param endsRollback what can't be rolled back to any more
     */
    record Write(Colour colour, Staged staged, Optional<Previous> endsRollback) implements StageStep {}

    /** It can't be staged. */
    record Refuse(GateId gate, String message) implements StageStep {}
}
