package io.groundcheck.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Which versions of Terraform a test, or each test of a class, is about. With any other, the test is reported as not run,
 * with the version that was found; with {@code GROUNDCHECK_REQUIRE=all} it fails. On a class and on its method both must
 * allow it. To stop with an error instead, say {@link io.groundcheck.stack.Stack#requiresTerraform} in the test.
 *
 * <pre>{@code
 * @Test
 * @RequiresTerraform(">= 1.11") // write-only arguments
 * void keepsThePasswordOutOfTheState(Stack database) { … }
 * }</pre>
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TerraformVersionCondition.class)
public @interface RequiresTerraform {

    /**
     * As Terraform writes it, such as {@code ">= 1.10, < 2"}. A pre-release satisfies only a constraint that names it.
     */
    String value();

    /**
     * Which versions of OpenTofu will do where that runs the commands; its versions count apart. Unset: none, the test is
     * about Terraform alone.
     */
    String openTofu() default "";
}
