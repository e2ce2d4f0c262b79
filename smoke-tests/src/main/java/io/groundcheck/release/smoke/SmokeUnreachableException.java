package io.groundcheck.release.smoke;

/** Nothing answered at the URL: no scenario was run, and nothing is known about the candidate. */
public final class SmokeUnreachableException extends RuntimeException {

    SmokeUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
