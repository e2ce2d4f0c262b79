/** The contract that the foundation publishes: the only thing the CLI knows about the infrastructure. */
@NullMarked
package io.groundcheck.release.foundation;

import org.jspecify.annotations.NullMarked;
