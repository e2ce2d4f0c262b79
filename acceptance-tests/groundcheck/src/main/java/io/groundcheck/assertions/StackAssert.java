package io.groundcheck.assertions;

import io.groundcheck.plan.CheckResult;
import io.groundcheck.plan.Plan;
import io.groundcheck.stack.Stack;
import io.groundcheck.terraform.TerraformException;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about an applied stack. */
public final class StackAssert extends AbstractAssert<StackAssert, Stack> {

    StackAssert(@Nullable Stack actual) {
        super(actual, StackAssert.class);
    }

    /**
     * Planning again right after apply would change nothing. The message lists address, path, before and after of each
     * difference. A plan that fails is no answer to the question: its own exception goes through.
     *
     * <pre>{@code
     * assertThat(table).isIdempotent(); // passes
     * assertThat(stamped).isIdempotent(); // fails:
     * // Expected:
     * //   modules/stamped on fakecloud
     * // to be idempotent
     * // but a plan right after apply would change:
     * //   ~ aws_s3_object.now is updated in place
     * //       content: "10:01" -> "10:02"
     * }</pre>
     *
     * @throws io.groundcheck.terraform.TerraformException if the plan fails
     */
    public StackAssert isIdempotent() {
        isNotNull();
        Plan again = actual.plan();
        if (!again.isEmpty()) {
            throw failure(
                    "%nExpected:%n  %s%nto be idempotent%nbut a plan right after apply would change:%n%s",
                    actual, again.toString().stripTrailing().indent(2).stripTrailing());
        }
        return this;
    }

    /**
     * Planning is refused; say where and why with {@link FailureAssert#at}.
     *
     * <pre>{@code
     * assertThat(network.set("cidr_block", "x")).failsToPlan().at("var.cidr_block", "must be"); // passes
     * assertThat(network.set("cidr_block", "10.0.0.0/16")).failsToPlan(); // fails:
     * // Expected:
     * //   modules/network on fakecloud
     * // to be refused
     * // but it plans:
     * //   …the plan as a diff
     * }</pre>
     */
    public FailureAssert failsToPlan() {
        isNotNull();
        Plan made;
        try {
            made = actual.plan();
        } catch (TerraformException e) {
            return new FailureAssert(this, actual, e);
        }
        throw failure(
                "%nExpected:%n  %s%nto be refused%nbut it plans:%n%s",
                actual, made.toString().stripTrailing().indent(2).stripTrailing());
    }

    /**
     * Applying fails; what it has made by then is destroyed with the rest.
     *
     * <pre>{@code
     * assertThat(bucket).failsToApply().at("aws_s3_bucket.this", "BucketAlreadyExists"); // passes
     * assertThat(table).failsToApply(); // fails:
     * // Expected:
     * //   modules/table on fakecloud
     * // to fail to apply
     * // but it was applied
     * }</pre>
     */
    public FailureAssert failsToApply() {
        isNotNull();
        try {
            actual.apply();
        } catch (TerraformException e) {
            return new FailureAssert(this, actual, e);
        }
        throw failure("%nExpected:%n  %s%nto fail to apply%nbut it was applied", actual);
    }

    /**
     * A check block, or the conditions of a resource or an output, held at the last apply.
     *
     * <pre>{@code
     * assertThat(stack).passesCheck("check.reachable"); // passes
     * assertThat(stack).passesCheck("check.certificate"); // fails:
     * // Expected:
     * //   modules/listener on fakecloud
     * // to pass:
     * //   check.certificate
     * // but its status was:
     * //   fail
     * //     The certificate expires within 30 days.
     * }</pre>
     */
    public StackAssert passesCheck(String address) {
        CheckResult check = check(address);
        if (!check.status().equals("pass")) {
            throw failure(
                    "%nExpected:%n  %s%nto pass:%n  %s%nbut its status was:%n  %s%s",
                    actual, address, check.status(), problems(check));
        }
        return this;
    }

    /**
     * A check block failed at the last apply, with a message that contains a text.
     *
     * <pre>{@code
     * assertThat(stack).failsCheck("check.certificate", "expires"); // passes
     * assertThat(stack).failsCheck("check.reachable", "expires"); // fails:
     * // Expected:
     * //   modules/listener on fakecloud
     * // to fail:
     * //   check.reachable
     * // with:
     * //   expires
     * // but its status was:
     * //   pass
     * }</pre>
     */
    public StackAssert failsCheck(String address, String message) {
        CheckResult check = check(address);
        boolean found = check.problems().stream().anyMatch(problem -> problem.contains(message));
        if (!check.status().equals("fail") || !found) {
            throw failure(
                    "%nExpected:%n  %s%nto fail:%n  %s%nwith:%n  %s%nbut its status was:%n  %s%s",
                    actual, address, message, check.status(), problems(check));
        }
        return this;
    }

    private CheckResult check(String address) {
        isNotNull();
        List<CheckResult> checks = actual.checks();
        return checks.stream()
                .filter(check -> check.address().equals(address))
                .findFirst()
                .orElseThrow(() -> failure(
                        "%nExpected:%n  %s%nto have checked:%n  %s%nbut it has only these checks:%n  %s",
                        actual,
                        address,
                        checks.stream().map(CheckResult::address).toList()));
    }

    private static String problems(CheckResult check) {
        return check.problems().stream().map(problem -> "\n    " + problem).collect(Collectors.joining());
    }

    AssertionError failed(String format, Object... arguments) {
        return failure(format, arguments);
    }
}
