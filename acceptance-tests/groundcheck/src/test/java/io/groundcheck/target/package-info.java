@NullMarked
package io.groundcheck.target;

import org.jspecify.annotations.NullMarked;
