/** What people and connections have in common: identifiers, entity tags, idempotent creation. */
@NullMarked
package io.groundcheck.connections.resource;

import org.jspecify.annotations.NullMarked;
