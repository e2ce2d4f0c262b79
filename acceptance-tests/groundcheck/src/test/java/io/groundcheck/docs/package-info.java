@NullMarked
package io.groundcheck.docs;

import org.jspecify.annotations.NullMarked;
