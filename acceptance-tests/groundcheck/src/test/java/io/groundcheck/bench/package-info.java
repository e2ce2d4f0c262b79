/** Measurements, run by {@code make bench} alone: no test depends on time. */
@NullMarked
package io.groundcheck.bench;

import org.jspecify.annotations.NullMarked;
