/** Records, evidence, the gate, the cutover and their command line. */
@NullMarked
package io.groundcheck.release;

import org.jspecify.annotations.NullMarked;
