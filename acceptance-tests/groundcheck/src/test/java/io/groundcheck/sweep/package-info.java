@NullMarked
package io.groundcheck.sweep;

import org.jspecify.annotations.NullMarked;
