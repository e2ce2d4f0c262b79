package io.groundcheck.report.chart;

import java.util.Arrays;

/** Counts over time: one for each column of a drawing. */
public final class Series {

    /** The colours there are; a series beyond them would look like another. */
    public static final int COLOURS = 6;

    private final String name;
    private final long[] counts;

    private Series(String name, long[] counts) {
        this.name = name;
        this.counts = counts;
    }

    /**
     * Counts over time.
     *
     * @param name what is counted
     * @param counts one for each column
     */
    public static Series of(String name, long... counts) {
        return new Series(name, counts.clone());
    }

    /** What is counted. */
    public String name() {
        return name;
    }

    /** The count of a column, from 0. */
    public long count(int column) {
        return counts[column];
    }

    /** How many columns there are. */
    public int columns() {
        return counts.length;
    }

    /** The sum over all columns. */
    public long total() {
        return Arrays.stream(counts).sum();
    }

    /** The highest count; 0 without columns. */
    public long highest() {
        return Arrays.stream(counts).max().orElse(0);
    }
}
