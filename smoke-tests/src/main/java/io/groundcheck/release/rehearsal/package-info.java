/** A command as it would go, with every question to AWS real and every change made in memory only. */
@NullMarked
package io.groundcheck.release.rehearsal;

import org.jspecify.annotations.NullMarked;
