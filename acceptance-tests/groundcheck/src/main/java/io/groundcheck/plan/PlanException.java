package io.groundcheck.plan;

/** A text is no plan that this library reads. The message says what was found instead, never a value out of it. */
public final class PlanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PlanException(String message) {
        super(message);
    }

    public PlanException(String message, Throwable cause) {
        super(message, cause);
    }
}
