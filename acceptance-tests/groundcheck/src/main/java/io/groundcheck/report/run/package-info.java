/** What a test run did to infrastructure, as a page: steps, plans, diagnostics, outputs. */
@NullMarked
package io.groundcheck.report.run;

import org.jspecify.annotations.NullMarked;
