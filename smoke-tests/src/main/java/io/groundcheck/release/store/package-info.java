/** Objects in the release bucket, written by compare-and-swap. */
@NullMarked
package io.groundcheck.release.store;

import org.jspecify.annotations.NullMarked;
