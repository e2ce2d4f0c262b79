/** Moving live traffic: one pure decision from what was seen to the next step, and its performer. */
@NullMarked
package io.groundcheck.release.cutover;

import org.jspecify.annotations.NullMarked;
