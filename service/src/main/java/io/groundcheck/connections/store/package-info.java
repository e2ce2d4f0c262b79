/** The one interface that both stores implement. */
@NullMarked
package io.groundcheck.connections.store;

import org.jspecify.annotations.NullMarked;
