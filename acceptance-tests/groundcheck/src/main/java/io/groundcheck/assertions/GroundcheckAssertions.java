package io.groundcheck.assertions;

import io.groundcheck.plan.Plan;
import io.groundcheck.stack.Stack;
import org.jspecify.annotations.Nullable;

/** Where the assertions of this library start: {@code import static …GroundcheckAssertions.assertThat}. */
public final class GroundcheckAssertions {

    private GroundcheckAssertions() {}

    /** Assertions about what a plan would do. */
    public static PlanAssert assertThat(@Nullable Plan actual) {
        return new PlanAssert(actual);
    }

    /** Assertions about an applied stack. */
    public static StackAssert assertThat(@Nullable Stack actual) {
        return new StackAssert(actual);
    }
}
