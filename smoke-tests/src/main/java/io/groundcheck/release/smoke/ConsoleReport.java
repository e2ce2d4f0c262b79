package io.groundcheck.release.smoke;

import io.groundcheck.release.smoke.candidate.Candidate;
import io.groundcheck.release.smoke.candidate.Session;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints one line per scenario; below a failed one why, and its latest requests and answers. */
final class ConsoleReport {

    private final PrintWriter out;
    private final Session session;

    ConsoleReport(PrintWriter out, Session session) {
        this.out = out;
        this.session = session;
    }

    void ended(ScenarioResult result) {
        print(String.format(
                Locale.ROOT,
                "%-9s %6d ms  %s",
                result.status() == Status.PASSED ? "passed" : result.status(),
                result.duration().toMillis(),
                result.id()));
        result.message().ifPresent(message -> message.lines().forEach(line -> print("    " + line)));
        if (result.status() == Status.FAILED) {
            session.transcript().lines().forEach(line -> print("    | " + line));
        }
        out.flush();
    }

    void summary(SmokeReport report, Candidate candidate) {
        var passed = report.scenarios().stream()
                .filter(result -> result.status() == Status.PASSED)
                .count();
        print("");
        print(passed + " of " + report.scenarios().size() + " scenarios passed, "
                + report.expected().size() + " are expected; " + identity(report, candidate));
        out.flush();
    }

    private String identity(SmokeReport report, Candidate candidate) {
        if (report.dryRun()) {
            return "dry run: no request was sent";
        }
        var answers = report.observed()
                .map(seen -> "version " + seen.version() + ", digest "
                        + seen.digest().orElse("null"))
                .orElse("no readable /version");
        if (!candidate.hasExpectation()) {
            return "identity not checked, because no version and no digest was expected (" + answers + " answers)";
        }
        return session.refusal().isEmpty() ? "identity checked: " + answers : "identity refused";
    }

    /** Every line passes here, so that no secret can pass by another way. */
    private void print(String line) {
        out.println(session.secrets().redact(line));
    }
}
