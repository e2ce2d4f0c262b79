package io.groundcheck.release.cli;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;

/** There is no contract of that name: nothing was ever built there. */
final class NoFoundationException extends ReleaseException {
    private static final long serialVersionUID = 1L;

    NoFoundationException(String message) {
        super(ExitCode.UNREACHABLE, message);
    }
}
