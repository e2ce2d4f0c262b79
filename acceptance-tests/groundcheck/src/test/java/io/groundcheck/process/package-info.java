@NullMarked
package io.groundcheck.process;

import org.jspecify.annotations.NullMarked;
