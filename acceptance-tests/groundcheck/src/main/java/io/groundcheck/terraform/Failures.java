package io.groundcheck.terraform;

import io.groundcheck.plan.Secrets;
import io.groundcheck.process.ProcessResult;
import io.groundcheck.process.ProcessResult.Ending;
import java.util.List;
import java.util.stream.Collectors;

/** Turns a failed command into the exception that says why. */
final class Failures {

    private static final int STDERR_LINES = 30;

    private Failures() {}

    /**
     * @param name what failed, such as {@code terraform plan}
     */
    static TerraformException of(String name, ProcessResult result, List<Diagnostic> diagnostics, Secrets secrets) {
        String reason = secrets.mask(reason(result, diagnostics));
        long seconds = result.took().toSeconds();
        if (result.ending() == Ending.TIMED_OUT) {
            return new TerraformException.TimedOut(
                    name + " was asked to end after " + seconds + " s, and ended\n" + reason, diagnostics);
        }
        if (result.ending() == Ending.CANCELLED) {
            return new TerraformException.Cancelled(
                    name + " was cancelled after " + seconds + " s, and ended\n" + reason, diagnostics);
        }
        String message = name + " failed with exit code " + result.exitCode() + "\n" + reason;
        if (reason.contains("Error acquiring the state lock")) {
            return new TerraformException.StateLocked(message, diagnostics);
        }
        return new TerraformException(message, diagnostics);
    }

    private static String reason(ProcessResult result, List<Diagnostic> diagnostics) {
        String told = diagnostics.stream()
                .filter(Diagnostic::isError)
                .map(Diagnostic::toString)
                .collect(Collectors.joining("\n"));
        if (!told.isEmpty()) {
            return told;
        }
        List<String> lines = result.stderrTail();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - STDERR_LINES), lines.size()));
    }
}
