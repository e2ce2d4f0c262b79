@NullMarked
package io.groundcheck.release.cutover;

import org.jspecify.annotations.NullMarked;
