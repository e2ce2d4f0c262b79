/** Bringing a version up on the idle colour: stage, await, retire. */
@NullMarked
package io.groundcheck.release.rollout;

import org.jspecify.annotations.NullMarked;
