package io.groundcheck.release.cutover;

import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.Pending;
import io.groundcheck.release.record.SwitchAction;
import java.util.Optional;

/** What a request means, given the record and where traffic goes. */
sealed interface Goal {

    /** It is as it was asked for. */
    record Already(String message) implements Goal {}

    /** It can't be done, whatever the tasks are like. */
    record Impossible(GateId gate, String message) implements Goal {}

    /** It was tried on a part of traffic, and isn't to go on. */
    record TakenBack(String message) implements Goal {}

    /** The begun switch has to be taken out of the record first; traffic never moved. */
    record Abandon(String why) implements Goal {}

    /**
     * Make a colour live.
     *
     * @param pending what the record will say meanwhile
     * @param fresh whether it is new to traffic, and so needs evidence; otherwise it was admitted before
     */
    record Reach(Pending pending, boolean fresh) implements Goal {

        Reach(SwitchAction action, Optional<Colour> from, Colour to, Digest digest, String stageId, boolean fresh) {
            this(new Pending(action, from, to, digest, stageId), fresh);
        }

        Colour colour() {
            return pending.to();
        }

        Digest digest() {
            return pending.digest();
        }
    }
}
