@NullMarked
package io.groundcheck.report;

import org.jspecify.annotations.NullMarked;
