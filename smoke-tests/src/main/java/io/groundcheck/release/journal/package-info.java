/** Each step of a switch, kept for those who ask afterwards. */
@NullMarked
package io.groundcheck.release.journal;

import org.jspecify.annotations.NullMarked;
