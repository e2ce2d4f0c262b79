/** What a release leaves in the bucket for those who come later: the command line's own jar, and the report. */
@NullMarked
package io.groundcheck.release.kept;

import org.jspecify.annotations.NullMarked;
