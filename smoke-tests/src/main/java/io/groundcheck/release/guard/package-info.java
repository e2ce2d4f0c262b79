/** Judges a saved Terraform plan before it may be applied. */
@NullMarked
package io.groundcheck.release.guard;

import org.jspecify.annotations.NullMarked;
