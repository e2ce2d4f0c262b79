@NullMarked
package io.groundcheck.release.latency;

import org.jspecify.annotations.NullMarked;
