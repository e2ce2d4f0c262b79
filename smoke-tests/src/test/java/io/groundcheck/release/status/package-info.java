@NullMarked
package io.groundcheck.release.status;

import org.jspecify.annotations.NullMarked;
