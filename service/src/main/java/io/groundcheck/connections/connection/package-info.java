/** Connections from one person to another: the record, its endpoints, and what they ask of a store. */
@NullMarked
package io.groundcheck.connections.connection;

import org.jspecify.annotations.NullMarked;
