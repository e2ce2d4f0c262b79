package io.groundcheck.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class once on each of these targets. Without it a class runs on the one target that {@code
 * GROUNDCHECK_TARGET} names, fakecloud by default; with it, {@code GROUNDCHECK_TARGET} picks one of its targets, and
 * {@code GROUNDCHECK_TARGETS=first} the first that it names.
 *
 * <pre>{@code
 * @TerraformModule("terraform/modules/table")
 * @OnTarget({"fakecloud", "moto"})
 * class TableTest { … }
 * }</pre>
 *
 * JUnit runs {@code @BeforeAll} once, around all of them: a stack shared by a class is for a class with one target.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(EachTarget.class)
public @interface OnTarget {

    /** {@code fakecloud}, {@code moto}, {@code localstack}, {@code endpoint}, {@code aws}. */
    String[] value();
}
