package io.groundcheck.release.lease;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;

/** Somebody else holds the lease, or took it over: exit code 4. */
public final class LeaseBusyException extends ReleaseException {
    private static final long serialVersionUID = 1L;

    public LeaseBusyException(String message) {
        super(ExitCode.BUSY, message);
    }
}
