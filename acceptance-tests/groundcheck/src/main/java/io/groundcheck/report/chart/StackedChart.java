package io.groundcheck.report.chart;

import io.groundcheck.report.html.Decimals;
import io.groundcheck.report.html.Element;
import java.util.Comparator;
import java.util.List;

/**
 * Counts over time, one series on top of the other, with marks as vertical lines. Failures have a lane of their own
 * below the axis, and a least height in it: one among thousands would be invisible in the stack.
 *
 * @param id an identifier of its own within the page, of letters and digits
 * @param title what is drawn, in a line
 * @param description what is to be seen, for those who don't see the drawing
 * @param from the beginning of the time drawn, in seconds
 * @param step the width of a column, in seconds
 * @param series what is stacked, from the bottom; each with as many counts as there are columns
 * @param failures failures by column
 * @param marks moments to point out; those outside the time drawn are left out
 */
public record StackedChart(
        String id,
        String title,
        String description,
        double from,
        double step,
        List<Series> series,
        Series failures,
        List<Mark> marks) {

    private static final double WIDTH = 1100;
    private static final double LEFT = 58;
    private static final double RIGHT = WIDTH - 12;
    private static final double HEIGHT = 220;
    private static final double LABEL_ROW = 16;
    private static final double LANE_GAP = 8;
    private static final double LANE = 26;

    public StackedChart {
        series = List.copyOf(series);
        marks = marks.stream().sorted(Comparator.comparingDouble(Mark::seconds)).toList();
    }

    /** The drawing. */
    public Element svg() {
        List<Mark> shown = marks.stream()
                .filter(mark -> mark.seconds() >= from && mark.seconds() <= until())
                .toList();
        List<MarkLabels.Placed> labels = MarkLabels.place(
                shown, shown.stream().map(mark -> x(mark.seconds())).toList(), LEFT, RIGHT);
        int rows = labels.stream().mapToInt(MarkLabels.Placed::row).max().orElse(-1) + 1;
        double top = rows * LABEL_ROW + 8;
        double bottom = top + HEIGHT;
        double laneBottom = bottom + LANE_GAP + LANE;
        double height = laneBottom + 22;

        Element svg = Element.of("svg")
                .attr("class", "chart")
                .attr("viewBox", "0 0 " + Decimals.brief(WIDTH) + " " + Decimals.brief(height))
                .attr("role", "img")
                .attr("aria-labelledby", id + "-title " + id + "-desc")
                .add(
                        Element.of("title", title).attr("id", id + "-title"),
                        Element.of("desc", description).attr("id", id + "-desc"),
                        hatch());
        long max = Ticks.ceiling(Math.max(1, highest()));
        drawCounts(svg, bottom, max);
        drawTimes(svg, bottom, laneBottom);
        drawSeries(svg, bottom, max);
        drawFailures(svg, laneBottom);
        drawMarks(svg, labels, laneBottom);
        return svg;
    }

    /** What each colour means, with the total of each series. */
    public Element legend() {
        Element legend = Element.of("ul").attr("class", "legend");
        for (int i = 0; i < series.size(); i++) {
            legend.add(
                    legendEntry(colour(i), series.get(i).name(), series.get(i).total(), false));
        }
        return legend.add(legendEntry("fill-failed", "failed", failures.total(), true));
    }

    private Element legendEntry(String fill, String name, long total, boolean hatched) {
        Element box = Element.of("svg")
                .attr("class", "swatch")
                .attr("viewBox", "0 0 12 12")
                .attr("aria-hidden", "true")
                .add(rectangle(fill, 0, 0, 12, 12));
        if (hatched) {
            box.add(Element.of("path").attr("class", "hatch").attr("d", "M0,12 L12,0"));
        }
        return Element.of("li").add(box).text(name + " (" + Decimals.count(total) + ")");
    }

    private Element hatch() {
        return Element.of("defs")
                .add(Element.of("pattern")
                        .attr("id", id + "-hatch")
                        .attr("width", 6)
                        .attr("height", 6)
                        .attr("patternUnits", "userSpaceOnUse")
                        .attr("patternTransform", "rotate(45)")
                        .add(
                                rectangle("fill-failed", 0, 0, 6, 6),
                                Element.of("path").attr("class", "hatch").attr("d", "M0,0 V6")));
    }

    private void drawCounts(Element svg, double bottom, long max) {
        for (long count = 0; count <= max; count += Ticks.step(max)) {
            double y = bottom - HEIGHT * count / max;
            svg.add(
                    line(count == 0 ? "axis" : "grid", LEFT, y, RIGHT, y),
                    text(LEFT - 6, y + 4, Decimals.count(count)).attr("text-anchor", "end"));
        }
    }

    private void drawTimes(Element svg, double bottom, double laneBottom) {
        svg.add(
                line("axis", LEFT, laneBottom, RIGHT, laneBottom),
                text(LEFT - 6, laneBottom - 8, "failed").attr("text-anchor", "end"));
        for (double time : Ticks.times(from, until(), 11)) {
            double x = x(time);
            String anchor = x > RIGHT - 20 ? "end" : "middle";
            svg.add(
                    line("axis", x, bottom, x, bottom + 4),
                    line("axis", x, laneBottom, x, laneBottom + 4),
                    text(x, laneBottom + 17, Ticks.time(time, from, until())).attr("text-anchor", anchor));
        }
    }

    private void drawSeries(Element svg, double bottom, long max) {
        long[] below = new long[columns()];
        for (int i = 0; i < series.size(); i++) {
            Series counts = series.get(i);
            svg.add(Element.of("path")
                    .attr("class", "series " + colour(i))
                    .attr("d", Outline.of(below, counts, LEFT, columnWidth(), bottom, HEIGHT / max)));
            for (int column = 0; column < below.length; column++) {
                below[column] += counts.count(column);
            }
        }
    }

    private void drawFailures(Element svg, double laneBottom) {
        long most = failures.highest();
        for (int column = 0; column < columns(); column++) {
            if (failures.count(column) > 0) {
                double height = 8 + (LANE - 8) * failures.count(column) / most;
                double width = Math.max(3, columnWidth());
                svg.add(Element.of("rect")
                        .attr("class", "failures")
                        .attr("fill", "url(#" + id + "-hatch)")
                        .attr("x", LEFT + column * columnWidth())
                        .attr("y", laneBottom - height)
                        .attr("width", width)
                        .attr("height", height));
            }
        }
    }

    private void drawMarks(Element svg, List<MarkLabels.Placed> labels, double laneBottom) {
        for (MarkLabels.Placed label : labels) {
            double x = x(label.mark().seconds());
            double y = 12 + label.row() * LABEL_ROW;
            svg.add(
                    line("mark", x, y - 10, x, laneBottom),
                    text(label.x(), y, label.text()).attr("class", "mark-label"));
        }
    }

    private long highest() {
        long highest = 0;
        for (int column = 0; column < columns(); column++) {
            long sum = 0;
            for (Series each : series) {
                sum += each.count(column);
            }
            highest = Math.max(highest, sum);
        }
        return highest;
    }

    private int columns() {
        return failures.columns();
    }

    private double until() {
        return from + columns() * step;
    }

    private double columnWidth() {
        return (RIGHT - LEFT) / columns();
    }

    private double x(double seconds) {
        return LEFT + (RIGHT - LEFT) * (seconds - from) / (until() - from);
    }

    private static String colour(int series) {
        return "fill-" + Math.min(series, Series.COLOURS - 1);
    }

    /** A length of time for people: {@code 250 ms}, {@code 2 s}. */
    public static String span(double seconds) {
        return seconds < 1 ? Decimals.brief(seconds * 1000) + " ms" : Decimals.brief(seconds) + " s";
    }

    static Element rectangle(String fill, double x, double y, double width, double height) {
        return Element.of("rect")
                .attr("class", fill)
                .attr("x", x)
                .attr("y", y)
                .attr("width", width)
                .attr("height", height);
    }

    static Element line(String kind, double x1, double y1, double x2, double y2) {
        return Element.of("line")
                .attr("class", kind)
                .attr("x1", x1)
                .attr("y1", y1)
                .attr("x2", x2)
                .attr("y2", y2);
    }

    static Element text(double x, double y, String text) {
        return Element.of("text", text).attr("x", x).attr("y", y);
    }
}
