package io.groundcheck.release.smoke.candidate;

/** Nothing answers at the candidate's URL. */
public final class CandidateUnreachable extends RuntimeException {

    CandidateUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
