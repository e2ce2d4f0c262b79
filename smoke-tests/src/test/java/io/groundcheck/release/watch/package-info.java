@NullMarked
package io.groundcheck.release.watch;

import org.jspecify.annotations.NullMarked;
