package io.groundcheck.target;

/** A target can't be reached or used. The message says what was tried, what was found and what to do. */
public final class TargetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TargetException(String message) {
        super(message);
    }

    public TargetException(String message, Throwable cause) {
        super(message, cause);
    }
}
