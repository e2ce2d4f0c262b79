/** A small service: people and the connections between them. */
@NullMarked
package io.groundcheck.connections;

import org.jspecify.annotations.NullMarked;
