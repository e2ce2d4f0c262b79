/** AssertJ assertions over plans and stacks. */
@NullMarked
package io.groundcheck.assertions;

import org.jspecify.annotations.NullMarked;
