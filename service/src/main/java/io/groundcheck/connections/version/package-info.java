/** What is running: the baked-in version, and what the task definition says of it. */
@NullMarked
package io.groundcheck.connections.version;

import org.jspecify.annotations.NullMarked;
