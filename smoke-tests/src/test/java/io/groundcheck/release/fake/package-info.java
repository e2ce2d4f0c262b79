@NullMarked
package io.groundcheck.release.fake;

import org.jspecify.annotations.NullMarked;
