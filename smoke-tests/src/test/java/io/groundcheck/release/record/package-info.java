@NullMarked
package io.groundcheck.release.record;

import org.jspecify.annotations.NullMarked;
