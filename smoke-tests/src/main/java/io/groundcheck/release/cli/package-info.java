/** The command line: options, output, exit codes. */
@NullMarked
package io.groundcheck.release.cli;

import org.jspecify.annotations.NullMarked;
