@NullMarked
package io.groundcheck.plan;

import org.jspecify.annotations.NullMarked;
