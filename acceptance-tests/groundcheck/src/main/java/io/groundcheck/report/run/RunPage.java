package io.groundcheck.report.run;

import io.groundcheck.plan.Secrets;
import io.groundcheck.report.chart.Timeline;
import io.groundcheck.report.html.Element;
import io.groundcheck.report.html.Facts;
import io.groundcheck.report.html.Page;
import io.groundcheck.report.html.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The page of a run: the counts, all tests over time, then each test. */
final class RunPage {

    private static final int MOST_BARS = 60;

    private RunPage() {}

    static Page of(String title, List<TestEntry> tests, Secrets secrets) {
        List<TestEntry> detailed = tests.stream().filter(TestEntry::hasDetails).toList();
        List<TestEntry> others =
                tests.stream().filter(test -> !test.hasDetails()).toList();
        Page page = Page.titled(title).hiding(secrets::mask).add(lead(tests), facts(tests));
        if (!detailed.isEmpty()) {
            page.add(Element.of("h2", "When each test ran"), overview(detailed));
            page.add(Element.of("h2", "Tests"));
            for (int i = 0; i < detailed.size(); i++) {
                page.add(TestSection.of("test" + (i + 1), detailed.get(i)));
            }
        }
        if (!others.isEmpty()) {
            page.add(Element.of("h2", "Tests that ran no Terraform"), table(others));
        }
        return page;
    }

    private static Element lead(List<TestEntry> tests) {
        long failed = count(tests, Outcome.FAILED);
        long unknown = count(tests, Outcome.NOT_RUN) + count(tests, Outcome.UNFINISHED);
        Element lead = Element.of("p").attr("class", "lead");
        if (failed > 0) {
            return lead.add(Element.of("span", failed + " failed").attr("class", "bad"))
                    .text(" of " + tests.size() + " tests.");
        }
        if (unknown > 0) {
            return lead.add(Element.of("span", unknown + " did not run to the end")
                            .attr("class", "warn"))
                    .text(" of " + tests.size() + " tests; none failed.");
        }
        return lead.add(
                Element.of("span", "All " + tests.size() + " tests passed.").attr("class", "good"));
    }

    private static Element facts(List<TestEntry> tests) {
        Facts facts = Facts.none();
        for (Outcome outcome : Outcome.values()) {
            facts.fact(outcome.words(), String.valueOf(count(tests, outcome)));
        }
        if (!tests.isEmpty()) {
            Instant started = started(tests);
            Instant ended = tests.stream()
                    .map(test -> test.started().plus(test.took()))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            facts.fact("took", Timeline.seconds(seconds(Duration.between(started, ended))))
                    .fact("started", started.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        String clis = tests.stream()
                .flatMap(test -> test.cli().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        if (!clis.isEmpty()) {
            facts.fact("run with", clis);
        }
        return facts.element();
    }

    private static Element overview(List<TestEntry> tests) {
        Instant zero = started(tests);
        var bars = new ArrayList<Timeline.Bar>();
        for (TestEntry test : tests.subList(0, Math.min(tests.size(), MOST_BARS))) {
            double from = seconds(Duration.between(zero, test.started()));
            bars.add(new Timeline.Bar(
                    simpleName(test.container()) + ": " + test.name(),
                    from,
                    from + seconds(test.took()),
                    test.outcome().tone()));
        }
        Element figure = Element.of("figure");
        if (tests.size() > MOST_BARS) {
            figure.add(Element.of("figcaption", "The first " + MOST_BARS + " of " + tests.size() + " tests"));
        }
        return figure.add(new Timeline("run", "When each test ran, and for how long", bars).svg());
    }

    private static Element table(List<TestEntry> tests) {
        Table table = Table.of("In the order started")
                .column("test")
                .column("outcome")
                .number("took")
                .column("why");
        tests.forEach(test -> table.row(
                Table.heading(simpleName(test.container()) + ": " + test.name()),
                Table.cell("")
                        .add(Element.of("span", test.outcome().words())
                                .attr("class", test.outcome().style())),
                Table.numberCell(Timeline.seconds(seconds(test.took()))),
                Table.cell(test.message().orElse(""))));
        return table.element();
    }

    private static Instant started(List<TestEntry> tests) {
        return tests.stream()
                .map(TestEntry::started)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static long count(List<TestEntry> tests, Outcome outcome) {
        return tests.stream().filter(test -> test.outcome() == outcome).count();
    }

    static String simpleName(String container) {
        return container.substring(container.lastIndexOf('.') + 1);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
