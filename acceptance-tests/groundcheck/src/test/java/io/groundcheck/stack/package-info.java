@NullMarked
package io.groundcheck.stack;

import org.jspecify.annotations.NullMarked;
