package io.groundcheck.report.chart;

import io.groundcheck.report.html.Decimals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round numbers along an axis. */
final class Ticks {

    private static final double[] TIMES = {
        0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400
    };

    private Ticks() {}

    /** A round number at or above a count, so that the axis ends on a tick. */
    static long ceiling(long count) {
        long step = step(count);
        return Math.max(step, (count + step - 1) / step * step);
    }

    /** The distance of ticks from 0 to a count: four or five of them, at 1, 2 or 5 times a power of ten. */
    static long step(long count) {
        long power = 1;
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                if (factor * power * 5 >= count) {
                    return factor * power;
                }
            }
            power *= 10;
        }
    }

    /** Ticks between two moments, in seconds: no more than {@code most}. */
    static List<Double> times(double from, double until, int most) {
        double step = TIMES[TIMES.length - 1];
        for (double candidate : TIMES) {
            if ((until - from) / candidate <= most) {
                step = candidate;
                break;
            }
        }
        while ((until - from) / step > most) {
            step *= 2;
        }
        var ticks = new ArrayList<Double>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= until + 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Seconds below two minutes or where seconds are too coarse ({@code 12.5 s}), otherwise minutes ({@code 2:05}). */
    static String time(double seconds, double from, double until) {
        if (until <= 120 || until - from <= 11) {
            return Decimals.brief(seconds) + " s";
        }
        long whole = Math.round(seconds);
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
