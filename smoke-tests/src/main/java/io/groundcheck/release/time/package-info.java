/** Time as an injected dependency: a wall clock for what people read, a monotonic one for every decision. */
@NullMarked
package io.groundcheck.release.time;

import org.jspecify.annotations.NullMarked;
