@NullMarked
package io.groundcheck.provider;

import org.jspecify.annotations.NullMarked;
