package io.groundcheck.assertions;

import io.groundcheck.plan.Plan;
import io.groundcheck.stack.Stack;
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
     * stack.apply();
     * assertThat(stack).isIdempotent();       // passes
     * assertThat(timestamps).isIdempotent();  // fails: aws_s3_object.now updated in place, content: "1" -> "2"
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
}
