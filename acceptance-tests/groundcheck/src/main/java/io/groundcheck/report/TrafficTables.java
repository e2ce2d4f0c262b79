package io.groundcheck.report;

import io.groundcheck.report.chart.Mark;
import io.groundcheck.report.chart.Series;
import io.groundcheck.report.html.Decimals;
import io.groundcheck.report.html.Element;
import io.groundcheck.report.html.Table;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The numbers of a load: in total, around each mark, over time, and why requests failed. */
final class TrafficTables {

    private static final double AROUND = 2;
    private static final int MOST_ROWS = 400;
    private static final int MOST_REASONS = 50;

    private TrafficTables() {}

    static List<Element> of(Traffic traffic, List<Mark> marks) {
        var elements = new ArrayList<Element>();
        elements.add(Element.of("h2", "The numbers"));
        elements.add(answerers(traffic));
        if (!marks.isEmpty()) {
            elements.add(marks(traffic, marks));
        }
        if (traffic.answers().stream().anyMatch(Answer::failed)) {
            elements.add(Element.of("h2", "What failed"));
            elements.add(failures(traffic));
        }
        elements.add(overTime(traffic));
        return elements;
    }

    private static Element answerers(Traffic traffic) {
        Table table = Table.of("Requests by who answered; times are from the first byte sent to the last byte read")
                .column("answered by")
                .number("requests")
                .number("share")
                .number("p50")
                .number("p99")
                .number("longest")
                .number("first sent")
                .number("last sent");
        for (String answerer : traffic.answerers()) {
            row(
                    table,
                    traffic,
                    answerer,
                    answer -> !answer.failed() && Traffic.answerer(answer).equals(answerer));
        }
        row(table, traffic, "served", answer -> !answer.failed());
        row(table, traffic, "failed", Answer::failed);
        row(table, traffic, "all requests", answer -> true);
        return table.element();
    }

    private static void row(Table table, Traffic traffic, String name, Predicate<Answer> wanted) {
        List<Answer> answers = traffic.answers().stream().filter(wanted).toList();
        var cells = new ArrayList<Element>();
        cells.add(Table.heading(name));
        cells.add(Table.numberCell(answers.size()));
        cells.add(Table.numberCell(share(answers.size(), traffic.answers().size())));
        if (answers.isEmpty()) {
            for (int i = 0; i < 5; i++) {
                cells.add(Table.numberCell("–"));
            }
        } else {
            long[] took =
                    answers.stream().mapToLong(Answer::tookMicros).sorted().toArray();
            cells.add(Table.numberCell(millis(percentile(took, 0.5))));
            cells.add(Table.numberCell(millis(percentile(took, 0.99))));
            cells.add(Table.numberCell(millis(took[took.length - 1])));
            cells.add(Table.numberCell(seconds(answers.get(0).sentSeconds())));
            cells.add(Table.numberCell(seconds(answers.get(answers.size() - 1).sentSeconds())));
        }
        table.row(cells);
    }

    private static Element marks(Traffic traffic, List<Mark> marks) {
        Table table = Table.of("Requests sent within " + Decimals.brief(AROUND) + " s of each mark")
                .number("mark")
                .column("what happened")
                .number("after")
                .number("at (UTC)")
                .number("requests")
                .number("failed")
                .column("sent before it, answered by")
                .column("sent after it, answered by");
        for (Mark mark : marks) {
            List<Answer> around = traffic.answers().stream()
                    .filter(answer -> Math.abs(answer.sentSeconds() - mark.seconds()) <= AROUND)
                    .toList();
            table.row(
                    Table.numberCell(mark.number()),
                    Table.heading(mark.label()),
                    Table.numberCell(seconds(mark.seconds())),
                    Table.numberCell(traffic.started()
                            .plus(Duration.ofNanos(Math.round(mark.seconds() * 1e9)))
                            .truncatedTo(ChronoUnit.MILLIS)
                            .toString()),
                    Table.numberCell(around.size()),
                    Table.numberCell(around.stream().filter(Answer::failed).count()),
                    Table.cell(counts(around, answer -> answer.sentSeconds() < mark.seconds())),
                    Table.cell(counts(around, answer -> answer.sentSeconds() >= mark.seconds())));
        }
        return table.element();
    }

    private static String counts(List<Answer> answers, Predicate<Answer> wanted) {
        Map<String, Long> counts = new LinkedHashMap<>();
        answers.stream()
                .filter(wanted.and(answer -> !answer.failed()))
                .forEach(answer -> counts.merge(Traffic.answerer(answer), 1L, Long::sum));
        var texts = new ArrayList<String>();
        counts.forEach((name, count) -> texts.add(name + ": " + Decimals.count(count)));
        return texts.isEmpty() ? "nobody" : String.join(", ", texts);
    }

    private static Element failures(Traffic traffic) {
        Map<String, List<Answer>> reasons = new LinkedHashMap<>();
        traffic.answers().stream()
                .filter(Answer::failed)
                .forEach(answer -> reasons.computeIfAbsent(answer.failure().orElse(""), reason -> new ArrayList<>())
                        .add(answer));
        String more = reasons.size() <= MOST_REASONS
                ? ""
                : "; the first " + MOST_REASONS + " of " + Decimals.count(reasons.size()) + " reasons";
        Table table = Table.of("Failed requests by reason" + more)
                .column("reason")
                .number("requests")
                .number("first sent")
                .number("last sent");
        reasons.entrySet().stream()
                .limit(MOST_REASONS)
                .forEach(reason -> table.row(
                        Table.heading(shortened(reason.getKey())),
                        Table.numberCell(reason.getValue().size()),
                        Table.numberCell(seconds(reason.getValue().get(0).sentSeconds())),
                        Table.numberCell(seconds(reason.getValue()
                                .get(reason.getValue().size() - 1)
                                .sentSeconds()))));
        return table.element();
    }

    private static Element overTime(Traffic traffic) {
        double step = 1;
        while (traffic.seconds() / step > MOST_ROWS) {
            step *= 2;
        }
        Columns columns = Columns.of(traffic, 0, Math.max(traffic.seconds(), step), step);
        Table table = Table.of("Requests by the " + Decimals.brief(step) + " s in which they were sent")
                .number("from");
        columns.series().forEach(series -> table.number(series.name()));
        table.number("failed");
        for (int column = 0; column < columns.failures().columns(); column++) {
            var cells = new ArrayList<Element>();
            cells.add(Table.numberCell(seconds(columns.start(column))));
            for (Series series : columns.series()) {
                cells.add(Table.numberCell(series.count(column)));
            }
            cells.add(Table.numberCell(columns.failures().count(column)));
            table.row(cells);
        }
        return Element.of("details").add(Element.of("summary", "The drawing as a table"), table.element());
    }

    private static long percentile(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    /** Never rounded to all or to nothing: one failure in a million must not read as none. */
    private static String share(long part, long whole) {
        if (whole == 0) {
            return "–";
        }
        double percent = 100.0 * part / whole;
        if (part > 0 && percent < 0.01) {
            return "< 0.01 %";
        }
        return part < whole && percent > 99.99 ? "> 99.99 %" : Decimals.brief(percent) + " %";
    }

    private static String millis(long micros) {
        return Decimals.brief(micros / 1e3) + " ms";
    }

    private static String seconds(double seconds) {
        return Decimals.brief(seconds) + " s";
    }

    private static String shortened(String reason) {
        return reason.length() <= 300 ? reason : reason.substring(0, 299) + "…";
    }
}
