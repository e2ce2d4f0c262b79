@NullMarked
package io.groundcheck.terraform;

import org.jspecify.annotations.NullMarked;
