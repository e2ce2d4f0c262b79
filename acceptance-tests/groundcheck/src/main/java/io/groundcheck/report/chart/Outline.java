package io.groundcheck.report.chart;

import io.groundcheck.report.html.Decimals;

/** The outline of a series in a stack, as an SVG path: one path, however many columns, and short where counts repeat. */
final class Outline {

    private Outline() {}

    static String of(long[] below, Series counts, double left, double columnWidth, double bottom, double unit) {
        var path = new StringBuilder();
        int column = 0;
        while (column < counts.columns()) {
            if (counts.count(column) == 0) {
                column++;
                continue;
            }
            int end = column;
            while (end < counts.columns() && counts.count(end) > 0) {
                end++;
            }
            island(path, below, counts, column, end, left, columnWidth, bottom, unit);
            column = end;
        }
        return path.toString();
    }

    private static void island(
            StringBuilder path,
            long[] below,
            Series counts,
            int from,
            int until,
            double left,
            double columnWidth,
            double bottom,
            double unit) {
        path.append('M')
                .append(number(left + from * columnWidth))
                .append(',')
                .append(number(bottom - below[from] * unit));
        for (int i = from; i < until; i++) {
            if (i == from || below[i] + counts.count(i) != below[i - 1] + counts.count(i - 1)) {
                path.append('V').append(number(bottom - (below[i] + counts.count(i)) * unit));
            }
            if (i == until - 1 || below[i] + counts.count(i) != below[i + 1] + counts.count(i + 1)) {
                path.append('H').append(number(left + (i + 1) * columnWidth));
            }
        }
        for (int i = until - 1; i >= from; i--) {
            if (i == until - 1 || below[i] != below[i + 1]) {
                path.append('V').append(number(bottom - below[i] * unit));
            }
            if (i == from || below[i] != below[i - 1]) {
                path.append('H').append(number(left + i * columnWidth));
            }
        }
        path.append('Z');
    }

    private static String number(double value) {
        return Decimals.brief(Math.round(value * 10) / 10.0);
    }
}
