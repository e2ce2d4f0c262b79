/** The time after a cutover: looks at users' answers and alarms, and rolls back by itself. */
@NullMarked
package io.groundcheck.release.watch;

import org.jspecify.annotations.NullMarked;
