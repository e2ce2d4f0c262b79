package io.groundcheck.release;

/**
 * An expected way not to succeed. The message is for the person at the terminal: what was wrong, where, and what to do.
 * It is printed without a stack trace.
 */
public class ReleaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public ReleaseException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public ReleaseException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What the process exits with when nobody handles this. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
