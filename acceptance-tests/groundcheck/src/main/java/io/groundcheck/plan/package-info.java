/** A Terraform plan as types: what would change, why, and what is not known yet. */
@NullMarked
package io.groundcheck.plan;

import org.jspecify.annotations.NullMarked;
