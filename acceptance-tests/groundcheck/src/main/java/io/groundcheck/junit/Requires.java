package io.groundcheck.junit;

import io.groundcheck.target.Capability;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a test, or each test of a class, needs its target to be able to do. Where something is lacking, the test is
 * reported as not run, with the reason; with {@code GROUNDCHECK_REQUIRE=all} it fails.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequirementCondition.class)
public @interface Requires {

    /** All of these. */
    Capability[] value();
}
