/** What a smoke run saw, bound to one staging of one image. */
@NullMarked
package io.groundcheck.release.evidence;

import org.jspecify.annotations.NullMarked;
