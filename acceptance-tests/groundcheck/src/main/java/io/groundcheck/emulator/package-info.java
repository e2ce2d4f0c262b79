/** Emulators of AWS as child processes: started on a free port, shared by a JVM, ended with it. */
@NullMarked
package io.groundcheck.emulator;

import org.jspecify.annotations.NullMarked;
