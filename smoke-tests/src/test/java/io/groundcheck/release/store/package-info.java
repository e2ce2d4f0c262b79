@NullMarked
package io.groundcheck.release.store;

import org.jspecify.annotations.NullMarked;
