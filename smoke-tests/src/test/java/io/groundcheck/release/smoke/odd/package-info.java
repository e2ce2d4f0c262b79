/** Steps that end in other ways than passed and failed. */
@NullMarked
package io.groundcheck.release.smoke.odd;

import org.jspecify.annotations.NullMarked;
