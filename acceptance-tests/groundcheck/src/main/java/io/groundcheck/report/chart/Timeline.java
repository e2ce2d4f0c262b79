package io.groundcheck.report.chart;

import io.groundcheck.report.html.Decimals;
import io.groundcheck.report.html.Element;
import java.util.List;

/**
 * What took how long, one bar below the other.
 *
 * @param id an identifier of its own within the page, of letters and digits
 * @param title what is drawn, in a line
 * @param bars from the top
 */
public record Timeline(String id, String title, List<Bar> bars) {

    /** What a bar's colour says. */
    public enum Tone {
        /** Nothing in particular. */
        PLAIN("fill-0"),
        /** It held. */
        GOOD("fill-good"),
        /** It failed. */
        BAD("fill-failed"),
        /** It did not run, or isn't known. */
        QUIET("fill-quiet");

        private final String fill;

        Tone(String fill) {
            this.fill = fill;
        }
    }

    /**
     * One of them.
     *
     * @param label what it was
     * @param from its begin, in seconds since the beginning of the time drawn
     * @param until its end, in the same
     * @param tone its colour
     */
    public record Bar(String label, double from, double until, Tone tone) {}

    private static final double WIDTH = 1100;
    private static final double LEFT = 330;
    private static final double RIGHT = WIDTH - 70;
    private static final double ROW = 22;
    private static final int LONGEST_LABEL = 46;

    public Timeline {
        bars = List.copyOf(bars);
    }

    /** The drawing. */
    public Element svg() {
        double until =
                Math.max(0.001, bars.stream().mapToDouble(Bar::until).max().orElse(0));
        double bottom = bars.size() * ROW + 4;
        Element svg = Element.of("svg")
                .attr("class", "chart")
                .attr("viewBox", "0 0 " + Decimals.brief(WIDTH) + " " + Decimals.brief(bottom + 22))
                .attr("role", "img")
                .attr("aria-labelledby", id + "-title " + id + "-desc")
                .add(
                        Element.of("title", title).attr("id", id + "-title"),
                        Element.of("desc", description()).attr("id", id + "-desc"));
        for (double time : Ticks.times(0, until, 8)) {
            double x = x(time, until);
            svg.add(
                    StackedChart.line("grid", x, 0, x, bottom),
                    StackedChart.text(x, bottom + 15, Ticks.time(time, 0, until))
                            .attr("text-anchor", "middle"));
        }
        for (int row = 0; row < bars.size(); row++) {
            draw(svg, bars.get(row), row * ROW, until);
        }
        return svg;
    }

    private static void draw(Element svg, Bar bar, double top, double until) {
        double x = x(bar.from(), until);
        double width = Math.max(2, x(bar.until(), until) - x);
        svg.add(
                StackedChart.text(LEFT - 10, top + 16, shortened(bar.label()))
                        .attr("text-anchor", "end")
                        .attr("class", "row-label"),
                StackedChart.rectangle(bar.tone().fill, x, top + 4, width, ROW - 8)
                        .attr("rx", 2),
                StackedChart.text(x + width + 6, top + 16, seconds(bar.until() - bar.from())));
    }

    private String description() {
        var text = new StringBuilder();
        bars.forEach(bar -> text.append(bar.label())
                .append(": from ")
                .append(seconds(bar.from()))
                .append(", took ")
                .append(seconds(bar.until() - bar.from()))
                .append(". "));
        return text.toString().strip();
    }

    private static double x(double seconds, double until) {
        return LEFT + (RIGHT - LEFT) * seconds / until;
    }

    private static String shortened(String label) {
        return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "…";
    }

    /** A length of time in seconds: {@code 0.25 s}, {@code 12.3 s}. */
    public static String seconds(double seconds) {
        return Decimals.brief(seconds < 10 ? seconds : Math.round(seconds * 10) / 10.0) + " s";
    }
}
