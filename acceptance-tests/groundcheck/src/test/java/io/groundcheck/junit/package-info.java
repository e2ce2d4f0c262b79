@NullMarked
package io.groundcheck.junit;

import org.jspecify.annotations.NullMarked;
