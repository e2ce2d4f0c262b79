/** The road: a tag becomes live traffic, is rolled back, and everything is destroyed again. */
@NullMarked
package io.groundcheck.infrastructure.journey;

import org.jspecify.annotations.NullMarked;
