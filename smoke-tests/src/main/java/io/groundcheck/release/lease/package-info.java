/** Who may switch traffic now, without trusting anybody's wall clock. */
@NullMarked
package io.groundcheck.release.lease;

import org.jspecify.annotations.NullMarked;
