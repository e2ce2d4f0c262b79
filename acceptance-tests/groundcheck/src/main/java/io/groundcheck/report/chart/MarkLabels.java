package io.groundcheck.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the labels of marks go so that none covers another: each in the first row that has room. Where the rows run out
 * only the number is drawn, in the last row; where that is full too, only the line. The table has every label.
 */
final class MarkLabels {

    /** A label's place: the row from the top, and its left edge. */
    record Placed(Mark mark, String text, int row, double x) {}

    /** The row of those of which only the number has room; labels go into the rows above it. */
    private static final int NUMBERS = 4;

    private static final double CHARACTER = 6.9;
    private static final double GAP = 10;
    private static final int LONGEST = 42;

    private MarkLabels() {}

    /**
     * @param at the marks' places along the axis, one for each mark, ascending
     * @param left the drawing's left edge
     * @param right the drawing's right edge
     */
    static List<Placed> place(List<Mark> marks, List<Double> at, double left, double right) {
        var ends = new ArrayList<Double>();
        var placed = new ArrayList<Placed>();
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            String whole = mark.number() + " " + shortened(mark.label());
            double x = within(at.get(i) + 4, whole, left, right);
            int row = freeRow(ends, x);
            String text = whole;
            if (row >= NUMBERS) {
                text = String.valueOf(mark.number());
                x = within(at.get(i) + 4, text, left, right);
                row = NUMBERS;
                if (ends.size() > NUMBERS && ends.get(NUMBERS) > x) {
                    text = "";
                }
            }
            while (ends.size() <= row) {
                ends.add(left - GAP);
            }
            if (!text.isEmpty()) {
                ends.set(row, x + width(text) + GAP);
            }
            placed.add(new Placed(mark, text, row, x));
        }
        return placed;
    }

    private static int freeRow(List<Double> ends, double x) {
        for (int row = 0; row < ends.size(); row++) {
            if (ends.get(row) <= x) {
                return row;
            }
        }
        return ends.size();
    }

    private static double within(double x, String text, double left, double right) {
        return Math.max(left, Math.min(x, right - width(text)));
    }

    private static double width(String text) {
        return text.length() * CHARACTER;
    }

    private static String shortened(String label) {
        return label.length() <= LONGEST ? label : label.substring(0, LONGEST - 1) + "…";
    }
}
