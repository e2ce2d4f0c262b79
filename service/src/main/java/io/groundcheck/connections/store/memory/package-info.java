/** The store without a table: for a laptop, lost at exit. */
@NullMarked
package io.groundcheck.connections.store.memory;

import org.jspecify.annotations.NullMarked;
