/** Drawings of counts over time, as inline SVG. */
@NullMarked
package io.groundcheck.report.chart;

import org.jspecify.annotations.NullMarked;
