package io.groundcheck.report.chart;

/**
 * A moment with a name.
 *
 * @param number its number in the drawing and in the tables, from 1
 * @param label what happened
 * @param seconds when, in seconds since the beginning of the time drawn; negative if before
 */
public record Mark(int number, String label, double seconds) {}
