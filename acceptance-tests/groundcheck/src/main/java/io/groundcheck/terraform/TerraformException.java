package io.groundcheck.terraform;

import java.util.List;

/**
 * A Terraform command failed. The message holds the command, Terraform's diagnostics with their lines of HCL or else
 * the end of its standard error, with the known secrets taken out.
 */
public class TerraformException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    TerraformException(String message, List<Diagnostic> diagnostics) {
        super(message);
        this.diagnostics = List.copyOf(diagnostics);
    }

    TerraformException(String message, Throwable cause) {
        super(message, cause);
        this.diagnostics = List.of();
    }

    /** What Terraform itself said; empty where it said nothing that a machine can read. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** There is no Terraform, or it can't be started. */
    public static final class NotRunnable extends TerraformException {
        private static final long serialVersionUID = 1L;

        NotRunnable(String message) {
            super(message, List.of());
        }

        NotRunnable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** It took longer than it may. It was asked to end, and has ended. */
    public static final class TimedOut extends TerraformException {
        private static final long serialVersionUID = 1L;

        TimedOut(String message, List<Diagnostic> diagnostics) {
            super(message, diagnostics);
        }
    }

    /** It was cancelled, and has ended. */
    public static final class Cancelled extends TerraformException {
        private static final long serialVersionUID = 1L;

        Cancelled(String message, List<Diagnostic> diagnostics) {
            super(message, diagnostics);
        }
    }

    /** Somebody else holds the lock of the state. */
    public static final class StateLocked extends TerraformException {
        private static final long serialVersionUID = 1L;

        StateLocked(String message, List<Diagnostic> diagnostics) {
            super(message, diagnostics);
        }
    }

    /** A value was given for a variable that the root module doesn't declare. */
    public static final class UndeclaredVariable extends TerraformException {
        private static final long serialVersionUID = 1L;

        UndeclaredVariable(String message, List<Diagnostic> diagnostics) {
            super(message, diagnostics);
        }
    }

    /** It warned, where warnings are errors; whatever it did is done. */
    public static final class Warned extends TerraformException {
        private static final long serialVersionUID = 1L;

        Warned(String message, List<Diagnostic> diagnostics) {
            super(message, diagnostics);
        }
    }

    /** Terraform or a provider has another version than is asked for. */
    public static final class WrongVersion extends TerraformException {
        private static final long serialVersionUID = 1L;

        WrongVersion(String message) {
            super(message, List.of());
        }
    }
}
