/** What users of the library can see, held by a committed list. */
@NullMarked
package io.groundcheck.api;

import org.jspecify.annotations.NullMarked;
