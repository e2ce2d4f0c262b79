@NullMarked
package io.groundcheck.release.lease;

import org.jspecify.annotations.NullMarked;
