@NullMarked
package io.groundcheck.ledger;

import org.jspecify.annotations.NullMarked;
