/** The release record: intent and history, changed by compare-and-swap only. */
@NullMarked
package io.groundcheck.release.record;

import org.jspecify.annotations.NullMarked;
