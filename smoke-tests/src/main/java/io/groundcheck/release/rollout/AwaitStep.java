package io.groundcheck.release.rollout;

import io.groundcheck.release.gate.GateId;

/** What waiting comes to. */
public sealed interface AwaitStep {

    /** All is up. */
    record Ready() implements AwaitStep {}

    /** Not yet. */
    record Waiting(String reason) implements AwaitStep {}

    /** It won't come up by itself. */
    record Refuse(GateId gate, String message) implements AwaitStep {}
}
