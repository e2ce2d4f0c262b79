/** The candidate as the specs meet it: who it should be, how it is asked, what it answered. */
@NullMarked
package io.groundcheck.release.smoke.candidate;

import org.jspecify.annotations.NullMarked;
