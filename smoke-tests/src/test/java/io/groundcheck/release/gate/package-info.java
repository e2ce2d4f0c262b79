@NullMarked
package io.groundcheck.release.gate;

import org.jspecify.annotations.NullMarked;
