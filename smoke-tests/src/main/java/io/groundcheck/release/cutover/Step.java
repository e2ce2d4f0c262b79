package io.groundcheck.release.cutover;

import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.Pending;
import io.groundcheck.release.record.SwitchAction;

/** The next thing to do. A process may die before, during or after any of them. */
public sealed interface Step {

    /** A step after which there is none. */
    sealed interface End extends Step {
        /** For the person who asked. */
        String message();
    }

    /** Win the lease, and with it an epoch. */
    record TakeLease() implements Step {}

    /** Start the lease's duration anew: it would not outlive the next order. */
    record RenewLease() implements Step {}

    /** Write into the record what is about to happen. */
    record Begin(Pending pending) implements Step {}

    /** Begin the epoch's journal. */
    record OpenJournal(Pending pending) implements Step {}

    /** The one order to the load balancer. */
    record Forward(Colour to) implements Step {}

    /** A part of traffic goes to the new colour. */
    record Shift(Colour to, int percent) implements Step {}

    /** Look at alarms and users while a part of them gets the new version. */
    record WatchCanary(Pending pending) implements Step {}

    /** Write into the record that the canary passed: from here on a greater part may go there, or everything. */
    record Promote(Pending pending) implements Step {}

    /** No part of traffic goes to the new colour any more. */
    record Retreat(Colour to, String why) implements Step {}

    /** Look, over new connections, who answers users. */
    record Verify(Colour colour, Digest digest) implements Step {}

    /** Write into the record that it happened. */
    record Finish(SwitchAction action, Colour colour, Digest digest) implements Step {}

    /** Take a begun switch out of the record: traffic didn't move, and must not. */
    record Abandon(String why) implements Step {}

    /** Somebody else's epoch came, and our order may have crossed theirs: traffic goes where the record says. */
    record PutBack(Colour to) implements Step {}

    /** A canary was bad, and no part of traffic goes to it any more. */
    record TakenBack(String message) implements End {}

    /** It is as it was asked for. */
    record Done(String message) implements End {}

    /** A gate says no. */
    record Refuse(GateId gate, String message) implements End {}

    /** Somebody else won. */
    record Lost(String message) implements End {}

    /** It was ordered, but can't be seen. */
    record GiveUp(String message) implements End {}

    /** The step's name, for journal and progress. */
    default String name() {
        return getClass().getSimpleName();
    }
}
