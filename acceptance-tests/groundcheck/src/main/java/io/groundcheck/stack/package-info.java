/** A module brought to life on a target, and its certain end. */
@NullMarked
package io.groundcheck.stack;

import org.jspecify.annotations.NullMarked;
