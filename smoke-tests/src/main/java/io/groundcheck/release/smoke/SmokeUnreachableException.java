package io.groundcheck.release.smoke;

import io.groundcheck.release.smoke.candidate.CandidateUnreachable;

/** Nothing answered at the URL: no scenario was run, and nothing is known about the candidate. */
public final class SmokeUnreachableException extends RuntimeException {

    SmokeUnreachableException(CandidateUnreachable cause) {
        super(cause.getMessage(), cause);
    }
}
