/** Where AWS is: an emulator on this machine, or AWS itself. */
@NullMarked
package io.groundcheck.target;

import org.jspecify.annotations.NullMarked;
