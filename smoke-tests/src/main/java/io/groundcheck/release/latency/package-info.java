/** How fast users are answered, before a switch and after it, and whether that got worse. */
@NullMarked
package io.groundcheck.release.latency;

import org.jspecify.annotations.NullMarked;
