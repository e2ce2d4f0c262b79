/** The page one looks at in an incident. */
@NullMarked
package io.groundcheck.release.status;

import org.jspecify.annotations.NullMarked;
