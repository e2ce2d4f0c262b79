package io.groundcheck.release.gate;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;

/** A gate refused: exit code 1, and the last line is {@code gate: <id>}. */
public final class GateRefusedException extends ReleaseException {
    private static final long serialVersionUID = 1L;

    private final GateId gate;

    public GateRefusedException(GateId gate, String message) {
        super(ExitCode.REFUSED, message);
        this.gate = gate;
    }

    public GateRefusedException(Verdict.Refused refused) {
        this(refused.gate(), refused.message());
    }

    /** Which gate. */
    public GateId gate() {
        return gate;
    }
}
