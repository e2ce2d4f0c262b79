@NullMarked
package io.groundcheck.release.guard;

import org.jspecify.annotations.NullMarked;
