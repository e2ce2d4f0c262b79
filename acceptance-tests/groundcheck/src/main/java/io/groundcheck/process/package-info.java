/** One way to run a child process: built environment, separate streams, polite ending. */
@NullMarked
package io.groundcheck.process;

import org.jspecify.annotations.NullMarked;
