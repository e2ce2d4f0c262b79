package io.groundcheck.report;

import io.groundcheck.report.chart.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests counted by who answered and by when they were sent, in columns of the same width.
 *
 * @param from the beginning of the first column, in seconds since the load started
 * @param step the width of a column, in seconds
 * @param series successful answers, by answerer; those beyond the colours there are counted together
 * @param failures failed requests
 */
record Columns(double from, double step, List<Series> series, Series failures) {

    private static final String OTHERS = "others";

    static Columns of(Traffic traffic, double from, double until, double step) {
        int columns = Math.max(1, (int) Math.ceil((until - from) / step - 1e-9));
        Map<String, long[]> counts = new LinkedHashMap<>();
        List<String> answerers = traffic.answerers();
        List<String> named = answerers.size() <= Series.COLOURS ? answerers : answerers.subList(0, Series.COLOURS - 1);
        named.forEach(name -> counts.put(name, new long[columns]));
        long[] others = new long[columns];
        long[] failures = new long[columns];
        for (Answer answer : traffic.answers()) {
            int column = (int) Math.floor((answer.sentSeconds() - from) / step);
            if (column >= 0 && column < columns) {
                long[] counted = answer.failed() ? failures : counts.getOrDefault(Traffic.answerer(answer), others);
                counted[column]++;
            }
        }
        var series = new ArrayList<Series>();
        counts.forEach((name, perColumn) -> series.add(Series.of(name, perColumn)));
        if (named.size() < answerers.size()) {
            series.add(Series.of(OTHERS, others));
        }
        return new Columns(from, step, series, Series.of("failed", failures));
    }

    double start(int column) {
        return from + column * step;
    }
}
