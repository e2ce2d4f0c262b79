package io.groundcheck.assertions;

import io.groundcheck.stack.Stack;
import io.groundcheck.terraform.Diagnostic;
import io.groundcheck.terraform.TerraformException;
import java.util.List;
import java.util.stream.Collectors;

/** What Terraform refused, and why. */
public final class FailureAssert {

    private final StackAssert stack;
    private final Stack actual;
    private final List<Diagnostic> errors;

    FailureAssert(StackAssert stack, Stack actual, TerraformException failure) {
        this.stack = stack;
        this.actual = actual;
        this.errors = failure.diagnostics().stream().filter(Diagnostic::isError).toList();
    }

    /**
     * One of the errors is about this address, and its summary or detail contains a text. White space counts as one
     * blank: Terraform breaks long lines.
     *
     * <pre>{@code
     * assertThat(network).failsToPlan().at("var.cidr_block", "between /16 and /24"); // passes
     * assertThat(network).failsToPlan().at("var.name", "lower case"); // fails:
     * // Expected:
     * //   modules/network on fakecloud
     * // to be refused at:
     * //   var.name
     * // with:
     * //   lower case
     * // but the errors were:
     * //   var.cidr_block: Invalid value for variable: must be between /16 and /24.
     * }</pre>
     *
     * @param address such as {@code var.cidr_block}, {@code aws_vpc.this}, {@code check.reachable}, {@code output.url}
     * @param message a part of it
     */
    public FailureAssert at(String address, String message) {
        boolean found = errors.stream()
                .filter(error -> error.subject().filter(address::equals).isPresent())
                .anyMatch(error -> flat(error.summary() + " " + error.detail()).contains(flat(message)));
        if (!found) {
            throw stack.failed(
                    "%nExpected:%n  %s%nto be refused at:%n  %s%nwith:%n  %s%nbut the errors were:%n%s",
                    actual, address, message, list());
        }
        return this;
    }

    /**
     * There is exactly this number of errors: nothing else is refused beside what was expected.
     *
     * <pre>{@code
     * assertThat(network).failsToPlan().withErrors(1); // passes
     * assertThat(network).failsToPlan().withErrors(2); // fails:
     * // Expected:
     * //   modules/network on fakecloud
     * // to be refused with:
     * //   2 errors
     * // but the errors were:
     * //   var.cidr_block: Invalid value for variable: must be between /16 and /24.
     * }</pre>
     */
    public FailureAssert withErrors(int count) {
        if (errors.size() != count) {
            throw stack.failed(
                    "%nExpected:%n  %s%nto be refused with:%n  %s errors%nbut the errors were:%n%s",
                    actual, count, list());
        }
        return this;
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private String list() {
        return errors.isEmpty()
                ? "  none that Terraform told as such"
                : errors.stream()
                        .map(error -> "  " + error.subject().orElse("(nowhere)") + ": "
                                + flat(error.summary() + ": " + error.detail()))
                        .collect(Collectors.joining("\n"));
    }
}
