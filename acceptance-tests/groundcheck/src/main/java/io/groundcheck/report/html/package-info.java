/** The one place that writes HTML: everything that goes in is escaped, nothing can be added raw. */
@NullMarked
package io.groundcheck.report.html;

import org.jspecify.annotations.NullMarked;
