@NullMarked
package io.groundcheck.emulator;

import org.jspecify.annotations.NullMarked;
