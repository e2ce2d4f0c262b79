/** What was started and must be ended, kept where a crash can't lose it. */
@NullMarked
package io.groundcheck.ledger;

import org.jspecify.annotations.NullMarked;
