/** What a run did, for people. */
@NullMarked
package io.groundcheck.report;

import org.jspecify.annotations.NullMarked;
