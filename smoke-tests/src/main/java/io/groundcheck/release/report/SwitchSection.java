package io.groundcheck.release.report;

import io.groundcheck.release.journal.Journal;
import io.groundcheck.release.record.Colour;
import io.groundcheck.report.Traffic;
import io.groundcheck.report.TrafficReport;
import io.groundcheck.report.chart.Timeline;
import io.groundcheck.report.html.Element;
import io.groundcheck.report.html.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How traffic moved: each switch by its journal, and the load through them. */
final class SwitchSection {

    /** The steps' names, as the journal writes them (see {@code cutover.Step}). */
    static final String FINISH = "Finish";

    private static final Set<String> ORDERS = Set.of("Forward", "PutBack", "Shift", "Retreat");

    private SwitchSection() {}

    static List<Element> of(List<Journal> journals, Optional<Traffic> traffic) {
        var elements = new ArrayList<Element>();
        if (journals.isEmpty()) {
            elements.addAll(ReleaseReport.nothing("The switch", "No journal tells of a switch to or from it."));
        }
        for (Journal journal : journals) {
            elements.add(Element.of("h2", title(journal)));
            elements.add(Element.of(
                    "p",
                    "By " + journal.by() + ", image " + journal.digest() + ", staging " + journal.stageId() + "."));
            journal.reason().ifPresent(reason -> elements.add(Element.of("p", "Why: " + reason + ".")));
            journal.baseline()
                    .ifPresent(before -> elements.add(Element.of("p", "Latency before the switch: " + before + ".")));
            if (!journal.steps().isEmpty()) {
                elements.add(Element.of("figure").add(timeline(journal).svg()));
            }
            elements.add(steps(journal));
        }
        traffic.ifPresentOrElse(
                load -> elements.addAll(report(load, journals).sections()),
                () -> elements.addAll(ReleaseReport.nothing(
                        "Traffic", "No load ran through the switch, or none was given to this report.")));
        return elements;
    }

    private static String title(Journal journal) {
        return "Epoch " + journal.epoch() + ": " + journal.action() + " from "
                + journal.from().map(Colour::toString).orElse("nothing")
                + journal.fromTag().map(tag -> " (" + tag + ")").orElse("") + " to " + journal.to();
    }

    /** A step is noted once it is done, so it lasted from the note before it to its own. */
    private static Timeline timeline(Journal journal) {
        Instant zero = journal.steps().get(0).at();
        var bars = new ArrayList<Timeline.Bar>();
        double from = 0;
        for (Journal.Entry step : journal.steps()) {
            double until = seconds(zero, step.at());
            Timeline.Tone tone = ORDERS.contains(step.step()) ? Timeline.Tone.PLAIN : Timeline.Tone.QUIET;
            bars.add(new Timeline.Bar(step.step(), from, Math.max(from, until), tone));
            from = Math.max(from, until);
        }
        return new Timeline("epoch" + journal.epoch(), "The steps of epoch " + journal.epoch(), bars);
    }

    private static Element steps(Journal journal) {
        Table table = Table.of("The journal")
                .column("step")
                .column("at (UTC)")
                .number("after the first")
                .column("what came of it");
        for (Journal.Entry step : journal.steps()) {
            table.row(
                    Table.heading(step.step()),
                    Table.cell(step.at().toString()),
                    Table.numberCell(
                            Timeline.seconds(seconds(journal.steps().get(0).at(), step.at()))),
                    Table.cell(step.detail()));
        }
        return table.element();
    }

    private static TrafficReport report(Traffic load, List<Journal> journals) {
        var report = TrafficReport.of("Traffic", load);
        for (Journal journal : journals) {
            String prefix = journal.action() + " to " + journal.to() + ": ";
            for (int i = 0; i < journal.steps().size(); i++) {
                Journal.Entry step = journal.steps().get(i);
                if (i == 0 || ORDERS.contains(step.step()) || step.step().equals(FINISH)) {
                    report.mark(prefix + step.step(), step.at());
                }
            }
        }
        return report;
    }

    private static double seconds(Instant from, Instant until) {
        return Duration.between(from, until).toNanos() / 1e9;
    }
}
