package io.groundcheck.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names the Terraform module that a test class is about. Its methods may then take a {@link
 * io.groundcheck.stack.Stack}: one asked for in a test is its own, one asked for in {@code @BeforeAll} is shared by the
 * class. Either is destroyed afterwards, pass or fail; a destroy that fails, fails the test.
 *
 * <pre>{@code
 * @TerraformModule("terraform/modules/network")
 * class NetworkTest {
 *     @Test
 *     void spreadsSubnetsOverTwoZones(Stack network) { … }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(StackExtension.class)
@ExtendWith(RequirementCondition.class)
public @interface TerraformModule {

    /** The root module's folder, relative to the repository's root: the nearest folder above with {@code .git}. */
    String value();
}
