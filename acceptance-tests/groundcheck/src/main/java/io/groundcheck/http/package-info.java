/** HTTP as users meet it: every request is sent once, and every answer is accounted for. */
@NullMarked
package io.groundcheck.http;

import org.jspecify.annotations.NullMarked;
