@NullMarked
package io.groundcheck.assertions;

import org.jspecify.annotations.NullMarked;
