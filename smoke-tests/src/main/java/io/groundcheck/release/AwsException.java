package io.groundcheck.release;

/** AWS or the network did not do what was asked. */
public final class AwsException extends ReleaseException {
    private static final long serialVersionUID = 1L;

    private final boolean outcomeUnknown;

    /**
     * @param outcomeUnknown whether the call may have taken effect: it was sent and no answer came. Only looking tells.
     */
    public AwsException(String message, boolean outcomeUnknown, Throwable cause) {
        super(ExitCode.UNREACHABLE, message, cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    /** Whether the call may have taken effect. */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }
}
