/** Step definitions of the smoke specs. Public because Cucumber asks for it; nothing else uses them. */
@NullMarked
package io.groundcheck.release.smoke.steps;

import org.jspecify.annotations.NullMarked;
