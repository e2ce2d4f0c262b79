/** Ends what a run that was killed left behind: its Terraform, what its state holds, and what no state knows of. */
@NullMarked
package io.groundcheck.sweep;

import org.jspecify.annotations.NullMarked;
