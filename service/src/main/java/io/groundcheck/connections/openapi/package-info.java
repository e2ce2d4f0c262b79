/** The service's description of itself. */
@NullMarked
package io.groundcheck.connections.openapi;

import org.jspecify.annotations.NullMarked;
