package io.groundcheck.release;

/** How the process ends, as docs/contracts.md lists it. */
public enum ExitCode {
    /** Done, or already so. */
    DONE(0),
    /** A gate refused; the last line is {@code gate: <id>}. */
    REFUSED(1),
    /** The command line or the environment is wrong. */
    USAGE(2),
    /** AWS or the network did not do what was asked. */
    UNREACHABLE(3),
    /** Somebody else holds the lease, or won. */
    BUSY(4),
    /** {@code watch} rolled back, or {@code cutover} took its canary back. */
    ROLLED_BACK(5),
    /** What was waited for did not come in time. */
    TIMED_OUT(6),
    /** A defect of this program. */
    INTERNAL(70),
    /** Ended by Ctrl-C or SIGTERM. */
    INTERRUPTED(130);

    private final int value;

    ExitCode(int value) {
        this.value = value;
    }

    /** The number the process exits with. */
    public int value() {
        return value;
    }
}
