package io.groundcheck.junit;

/** A test could not run where every test must. */
public final class RequirementNotMetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RequirementNotMetException(String message) {
        super(message);
    }
}
