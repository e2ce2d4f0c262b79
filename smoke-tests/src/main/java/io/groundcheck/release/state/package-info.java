/** What was seen at one moment: where traffic goes, which tasks run, which targets are healthy. */
@NullMarked
package io.groundcheck.release.state;

import org.jspecify.annotations.NullMarked;
