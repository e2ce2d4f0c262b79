/** Terraform stacks as JUnit parameters. */
@NullMarked
package io.groundcheck.junit;

import org.jspecify.annotations.NullMarked;
