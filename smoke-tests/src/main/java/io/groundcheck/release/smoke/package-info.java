/** The smoke specs' runner: runs the Cucumber features of this jar against one URL and returns what it saw. */
@NullMarked
package io.groundcheck.release.smoke;

import org.jspecify.annotations.NullMarked;
