package io.groundcheck.assertions;

import io.groundcheck.plan.Value;

/** Assertions about one attribute as it would be after apply; each goes on with the plan. */
public final class ValueAssert {

    private final PlanAssert plan;
    private final String where;
    private final Value value;

    ValueAssert(PlanAssert plan, String address, String path, Value value) {
        this.plan = plan;
        this.where = path.isEmpty() ? address : address + "." + path;
        this.value = value;
    }

    /**
     * It is known before apply, and is this: text, number, truth value, list or map.
     *
     * <pre>{@code
     * assertThat(plan).attribute("aws_vpc.this", "cidr_block").isEqualTo("10.0.0.0/16"); // passes
     * assertThat(plan).attribute("aws_vpc.this", "id").isEqualTo("vpc-1"); // fails:
     * // Expected:
     * //   aws_vpc.this.id
     * // to be equal to:
     * //   vpc-1
     * // but was:
     * //   (known after apply)
     * }</pre>
     */
    public PlanAssert isEqualTo(Object expected) {
        if (!value.isEqualTo(expected)) {
            // what is expected of a sensitive value is as secret as the value
            Object shown = value.isSensitive() ? "a certain value" : expected;
            throw plan.failed("%nExpected:%n  %s%nto be equal to:%n  %s%nbut was:%n  %s", where, shown, value);
        }
        return plan;
    }

    /**
     * It is known only after apply.
     *
     * <pre>{@code
     * assertThat(plan).attribute("aws_vpc.this", "id").isUnknown(); // passes
     * assertThat(plan).attribute("aws_vpc.this", "cidr_block").isUnknown(); // fails:
     * // Expected:
     * //   aws_vpc.this.cidr_block
     * // to be known only after apply
     * // but was:
     * //   "10.0.0.0/16"
     * }</pre>
     */
    public PlanAssert isUnknown() {
        if (!value.isUnknown()) {
            throw plan.failed("%nExpected:%n  %s%nto be known only after apply%nbut was:%n  %s", where, value);
        }
        return plan;
    }

    /**
     * Terraform marks it as sensitive.
     *
     * <pre>{@code
     * assertThat(plan).attribute("aws_ssm_parameter.token", "value").isSensitive(); // passes
     * assertThat(plan).attribute("aws_ssm_parameter.token", "name").isSensitive(); // fails:
     * // Expected:
     * //   aws_ssm_parameter.token.name
     * // to be sensitive
     * // but Terraform doesn't mark it, and prints it
     * }</pre>
     */
    public PlanAssert isSensitive() {
        if (!value.isSensitive()) {
            throw plan.failed(
                    "%nExpected:%n  %s%nto be sensitive%nbut Terraform doesn't mark it, and prints it", where);
        }
        return plan;
    }

    /**
     * Nothing stands there: no such attribute, or null.
     *
     * <pre>{@code
     * assertThat(plan).attribute("aws_lb.this", "access_logs").isAbsent(); // passes
     * assertThat(plan).attribute("aws_lb.this", "name").isAbsent(); // fails:
     * // Expected:
     * //   aws_lb.this.name
     * // to be absent
     * // but was:
     * //   "connections"
     * }</pre>
     */
    public PlanAssert isAbsent() {
        if (!value.isAbsent()) {
            throw plan.failed("%nExpected:%n  %s%nto be absent%nbut was:%n  %s", where, value);
        }
        return plan;
    }
}
