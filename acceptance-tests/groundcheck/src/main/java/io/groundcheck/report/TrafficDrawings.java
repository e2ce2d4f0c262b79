package io.groundcheck.report;

import io.groundcheck.report.chart.Mark;
import io.groundcheck.report.chart.StackedChart;
import io.groundcheck.report.html.Decimals;
import io.groundcheck.report.html.Element;
import java.util.ArrayList;
import java.util.List;

/** The drawings of a load: the whole of it, and close-ups of its marks. */
final class TrafficDrawings {

    private static final double STEP = 0.25;
    private static final int MOST_COLUMNS = 2_000;
    private static final double CLOSE_STEP = 0.05;
    private static final double CLOSE_MARGIN = 2;
    private static final double LONGEST_CLOSE_UP = 30;
    private static final int MOST_CLOSE_UPS = 12;

    private TrafficDrawings() {}

    static List<Element> of(Traffic traffic, List<Mark> marks) {
        var elements = new ArrayList<Element>();
        double until = Math.max(traffic.seconds(), STEP);
        double step = STEP;
        while (until / step > MOST_COLUMNS) {
            step *= 2;
        }
        elements.add(Element.of("h2", "Who answered, over time"));
        elements.add(Element.of(
                "p",
                "Each request is drawn at the moment it was sent. An answer of the new version left of the mark at"
                        + " which the switch was asked for, or one of the old version right of the mark at which it"
                        + " had returned, would be a wrong one."));
        elements.add(figure(
                "overview",
                "Answers per " + StackedChart.span(step) + " by who gave them",
                Columns.of(traffic, 0, until, step),
                marks));
        List<CloseUp> closeUps = closeUps(marks, until);
        for (CloseUp closeUp : closeUps.subList(0, Math.min(closeUps.size(), MOST_CLOSE_UPS))) {
            elements.add(Element.of("h3", closeUp.title()));
            elements.add(figure(
                    "close" + closeUp.marks().get(0).number(),
                    "Answers per " + StackedChart.span(CLOSE_STEP) + " by who gave them",
                    Columns.of(traffic, closeUp.from(), closeUp.until(), CLOSE_STEP),
                    closeUp.marks()));
        }
        if (closeUps.size() > MOST_CLOSE_UPS) {
            elements.add(Element.of(
                    "p",
                    (closeUps.size() - MOST_CLOSE_UPS) + " more close-ups are left out, to keep this page small; the"
                            + " table of marks has every number."));
        }
        return elements;
    }

    private static Element figure(String id, String title, Columns columns, List<Mark> marks) {
        var chart = new StackedChart(
                id,
                title,
                description(columns, marks),
                columns.from(),
                columns.step(),
                columns.series(),
                columns.failures(),
                marks);
        return Element.of("figure").add(Element.of("figcaption", title), chart.legend(), chart.svg());
    }

    private static String description(Columns columns, List<Mark> marks) {
        var text = new StringBuilder("Stacked columns over time. ");
        columns.series()
                .forEach(series -> text.append(series.name())
                        .append(": ")
                        .append(Decimals.count(series.total()))
                        .append(" answers. "));
        text.append("Failed: ")
                .append(Decimals.count(columns.failures().total()))
                .append('.');
        marks.forEach(mark -> text.append(" Mark ")
                .append(mark.number())
                .append(", ")
                .append(mark.label())
                .append(", at ")
                .append(Decimals.brief(mark.seconds()))
                .append(" s."));
        return text.toString();
    }

    private record CloseUp(List<Mark> marks, double from, double until) {
        String title() {
            String first = marks.get(0).number() + " " + marks.get(0).label();
            Mark last = marks.get(marks.size() - 1);
            return "Close up: " + first + (marks.size() == 1 ? "" : " to " + last.number() + " " + last.label());
        }
    }

    /** Marks whose surroundings touch share a close-up, unless it would become as wide as an overview. */
    private static List<CloseUp> closeUps(List<Mark> marks, double end) {
        var closeUps = new ArrayList<CloseUp>();
        var group = new ArrayList<Mark>();
        for (Mark mark : marks) {
            if (mark.seconds() < 0 || mark.seconds() > end) {
                continue;
            }
            if (!group.isEmpty()
                    && (mark.seconds() - group.get(group.size() - 1).seconds() > 2 * CLOSE_MARGIN
                            || mark.seconds() - group.get(0).seconds() > LONGEST_CLOSE_UP)) {
                closeUps.add(closeUp(group, end));
                group.clear();
            }
            group.add(mark);
        }
        if (!group.isEmpty()) {
            closeUps.add(closeUp(group, end));
        }
        return closeUps;
    }

    private static CloseUp closeUp(List<Mark> group, double end) {
        double from = Math.max(0, group.get(0).seconds() - CLOSE_MARGIN);
        double until = Math.min(end, group.get(group.size() - 1).seconds() + CLOSE_MARGIN);
        // Columns that begin at round times, so that the axis reads well.
        double rounded = Math.floor(from / CLOSE_STEP) * CLOSE_STEP;
        return new CloseUp(List.copyOf(group), rounded, Math.max(until, rounded + CLOSE_STEP));
    }
}
