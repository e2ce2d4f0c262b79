package io.groundcheck.assertions;

import io.groundcheck.plan.AttributePath;
import io.groundcheck.plan.ResourceChange;

/** Why an address would be replaced. */
public final class ReplaceAssert {

    private final PlanAssert plan;
    private final ResourceChange change;

    ReplaceAssert(PlanAssert plan, ResourceChange change) {
        this.plan = plan;
        this.change = change;
    }

    /**
     * That attribute, or something in it, forces the replacement.
     *
     * <pre>{@code
     * assertThat(plan).replaces("aws_lb.this").because("internal"); // passes
     * assertThat(plan).replaces("aws_lb.this").because("name"); // fails:
     * // Expected:
     * //   aws_lb.this is replaced because of name
     * // but it is because of:
     * //   [internal]
     * // in:
     * //   …the plan as a diff
     * }</pre>
     */
    public PlanAssert because(String path) {
        AttributePath expected = AttributePath.of(path);
        if (change.replacePaths().stream().noneMatch(expected::holds)) {
            throw plan.failed(
                    "%nExpected:%n  %s is replaced because of %s%nbut it is because of:%n  %s%nin:%n%s",
                    change.address(),
                    path,
                    change.replacePaths().isEmpty() ? change.reason().orElse("no attribute") : change.replacePaths(),
                    plan.indented());
        }
        return plan;
    }

    /** Goes on with the plan. */
    public PlanAssert and() {
        return plan;
    }
}
