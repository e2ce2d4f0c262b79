/** May this colour take traffic? Pure functions from what was seen to a verdict. */
@NullMarked
package io.groundcheck.release.gate;

import org.jspecify.annotations.NullMarked;
