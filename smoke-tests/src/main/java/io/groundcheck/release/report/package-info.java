/** A release as a page: what was staged, what the gate saw, how traffic moved, by whom. */
@NullMarked
package io.groundcheck.release.report;

import org.jspecify.annotations.NullMarked;
