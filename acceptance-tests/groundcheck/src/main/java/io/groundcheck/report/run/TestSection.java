package io.groundcheck.report.run;

import io.groundcheck.report.chart.Timeline;
import io.groundcheck.report.html.Element;
import io.groundcheck.report.html.Table;
import io.groundcheck.terraform.Diagnostic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One test on the page; open where it failed, so that the reader starts there. */
final class TestSection {

    private static final int MOST_RESOURCES = 10;

    private TestSection() {}

    static Element of(String id, TestEntry test) {
        Element entry = Element.of("details").attr("class", "entry").attr("id", id);
        if (test.outcome() != Outcome.PASSED) {
            entry.attr("open", "");
        }
        entry.add(summary(test));
        test.message().ifPresent(message -> entry.add(Element.of("h3", "Why"), Element.of("pre", message)));
        steps(id, test, entry);
        resources(test, entry);
        diagnostics(test, entry);
        for (int i = 0; i < test.plans().size(); i++) {
            PlanEntry plan = test.plans().get(i);
            entry.add(Element.of("h3", "Plan " + (i + 1) + ", " + at(plan) + ": " + plan.summary()));
            entry.addAll(PlanSection.of(plan));
        }
        outputs(test, entry);
        return entry;
    }

    private static Element summary(TestEntry test) {
        return Element.of("summary")
                .add(Element.of("span", test.outcome().words())
                        .attr("class", "tag " + test.outcome().style()))
                .text(test.name() + " ")
                .add(Element.of(
                                "span",
                                RunPage.simpleName(test.container()) + ", "
                                        + Timeline.seconds(RunPage.seconds(test.took())))
                        .attr("class", "quiet"));
    }

    private static void steps(String id, TestEntry test, Element entry) {
        if (test.steps().isEmpty()) {
            return;
        }
        var bars = new ArrayList<Timeline.Bar>();
        Table table = Table.of("The same as a table")
                .column("step")
                .number("after")
                .number("took")
                .column("exit code")
                .column("command");
        for (StepEntry step : test.steps()) {
            double from = RunPage.seconds(step.after());
            double took = RunPage.seconds(step.took());
            bars.add(new Timeline.Bar(step.title(), from, from + took, tone(step)));
            table.row(
                    Table.heading(step.title()),
                    Table.numberCell(Timeline.seconds(from)),
                    Table.numberCell(Timeline.seconds(took)),
                    Table.cell(
                            step.exitCode().isPresent() ? "" + step.exitCode().getAsInt() : "still running"),
                    Table.cell("").add(Element.of("code", step.command())));
        }
        entry.add(
                Element.of("h3", "Steps"),
                Element.of("figure").add(new Timeline(id + "steps", "Steps of " + test.name(), bars).svg()),
                Element.of("details").add(Element.of("summary", "The steps as a table"), table.element()));
    }

    private static Timeline.Tone tone(StepEntry step) {
        if (step.failed()) {
            return Timeline.Tone.BAD;
        }
        return step.exitCode().isPresent() ? Timeline.Tone.GOOD : Timeline.Tone.QUIET;
    }

    private static void resources(TestEntry test, Element entry) {
        List<StepEntry.ResourceTime> slowest = test.steps().stream()
                .flatMap(step -> step.resources().stream())
                .sorted(Comparator.comparing(StepEntry.ResourceTime::took).reversed())
                .limit(MOST_RESOURCES)
                .toList();
        if (slowest.isEmpty()) {
            return;
        }
        Table table = Table.of("The resources that took longest")
                .column("resource")
                .column("action")
                .number("took");
        slowest.forEach(resource -> table.row(
                Table.heading(resource.address()),
                Table.cell(resource.action()),
                Table.numberCell(Timeline.seconds(RunPage.seconds(resource.took())))));
        entry.add(Element.of("h3", "Where the time went"), table.element());
    }

    private static void diagnostics(TestEntry test, Element entry) {
        List<Diagnostic> diagnostics = test.steps().stream()
                .flatMap(step -> step.diagnostics().stream())
                .distinct() // Terraform says the same for each instance of a count
                .toList();
        if (diagnostics.isEmpty()) {
            return;
        }
        entry.add(Element.of("h3", "Diagnostics"));
        for (Diagnostic diagnostic : diagnostics) {
            entry.add(Element.of("p")
                    .add(Element.of("span", diagnostic.isError() ? "error" : "warning")
                            .attr("class", "tag " + (diagnostic.isError() ? "bad" : "warn")))
                    .add(Element.of("b", diagnostic.summary()))
                    .text(diagnostic
                            .address()
                            .map(address -> " with " + address)
                            .orElse("")));
            diagnostic.source().ifPresent(source -> entry.add(Element.of("pre", place(source))));
            if (!diagnostic.detail().isEmpty()) {
                entry.add(Element.of("p", diagnostic.detail()));
            }
        }
    }

    /**
     * File, line and the HCL there. Not of a file of values: its one line holds every variable, also those that are too
     * short to be masked.
     */
    private static String place(Diagnostic.Source source) {
        if (source.file().endsWith(".tfvars.json")) {
            return source.file().substring(source.file().lastIndexOf('/') + 1) + ":" + source.line();
        }
        return source.file() + ":" + source.line()
                + (source.context().isEmpty() ? "" : ", in " + source.context())
                + (source.code().isEmpty() ? "" : "\n" + numbered(source));
    }

    private static String numbered(Diagnostic.Source source) {
        var lines = new ArrayList<String>();
        List<String> code = source.code().stripTrailing().lines().toList();
        for (int i = 0; i < code.size(); i++) {
            lines.add(String.format("%5d │ %s", source.line() + i, code.get(i)));
        }
        return String.join("\n", lines);
    }

    private static void outputs(TestEntry test, Element entry) {
        if (test.outputs().isEmpty()) {
            return;
        }
        Table table = Table.of("As last read; sensitive ones are hidden")
                .column("output")
                .column("value");
        test.outputs()
                .forEach((name, value) ->
                        table.row(Table.heading(name), Table.cell("").add(Element.of("code", value))));
        entry.add(Element.of("h3", "Outputs"), table.element());
    }

    private static String at(PlanEntry plan) {
        return "after " + Timeline.seconds(RunPage.seconds(plan.after()));
    }
}
