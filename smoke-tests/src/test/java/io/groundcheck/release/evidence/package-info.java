@NullMarked
package io.groundcheck.release.evidence;

import org.jspecify.annotations.NullMarked;
