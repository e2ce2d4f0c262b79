/** The release report's tests. */
@NullMarked
package io.groundcheck.release.report;

import org.jspecify.annotations.NullMarked;
