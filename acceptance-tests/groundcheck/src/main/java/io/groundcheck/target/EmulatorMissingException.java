package io.groundcheck.target;

/** An emulator isn't installed on this machine. The message says where it was looked for, and how to get it. */
public final class EmulatorMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EmulatorMissingException(String message) {
        super(message);
    }
}
