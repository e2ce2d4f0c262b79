@NullMarked
package io.groundcheck.release.rollout;

import org.jspecify.annotations.NullMarked;
