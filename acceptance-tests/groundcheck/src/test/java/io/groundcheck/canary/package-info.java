@NullMarked
package io.groundcheck.canary;

import org.jspecify.annotations.NullMarked;
