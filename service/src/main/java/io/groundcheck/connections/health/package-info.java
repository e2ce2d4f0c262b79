/** Readiness: what the service needs in order to answer. */
@NullMarked
package io.groundcheck.connections.health;

import org.jspecify.annotations.NullMarked;
