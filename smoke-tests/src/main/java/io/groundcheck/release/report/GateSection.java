package io.groundcheck.release.report;

import io.groundcheck.release.evidence.Evidence;
import io.groundcheck.release.record.Staged;
import io.groundcheck.report.chart.Timeline;
import io.groundcheck.report.html.Decimals;
import io.groundcheck.report.html.Element;
import io.groundcheck.report.html.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** What the smoke runs of a staging saw; the newest decides, so it is shown in full. */
final class GateSection {

    private static final String HEADING = "What the gate saw";

    private GateSection() {}

    static List<Element> of(Staged staged, List<Evidence> newestFirst) {
        if (newestFirst.isEmpty()) {
            return ReleaseReport.nothing(HEADING, "No evidence of this staging was given to this report.");
        }
        Evidence newest = newestFirst.get(0);
        var elements = new ArrayList<Element>();
        elements.add(Element.of("h2", HEADING));
        elements.add(summary(newest));
        reservations(newest)
                .forEach(text -> elements.add(
                        Element.of("p").add(Element.of("span", text).attr("class", "warn"))));
        elements.add(identity(staged, newest));
        elements.add(scenarios(newest));
        if (newestFirst.size() > 1) {
            elements.add(earlier(newestFirst.subList(1, newestFirst.size())));
        }
        return elements;
    }

    private static Element summary(Evidence run) {
        boolean passed = run.verdict() == Evidence.Outcome.PASSED;
        return Element.of("p")
                .add(Element.of("span", run.verdict().toString()).attr("class", "tag " + (passed ? "good" : "bad")))
                .text(passedOf(run) + " in " + Timeline.seconds(millis(run) / 1e3) + " against ")
                .add(Element.link(run.url(), run.url()))
                .text(", run " + run.run() + ", specs " + run.specVersion());
    }

    /** What keeps evidence from counting, whatever its verdict says. */
    private static List<String> reservations(Evidence run) {
        var found = new ArrayList<String>();
        if (run.partial()) {
            found.add("Partial: a filter or a free URL was used. It never opens the gate.");
        }
        if (run.dryRun()) {
            found.add("A dry run: no request was sent. It never opens the gate.");
        }
        return found;
    }

    private static Element identity(Staged staged, Evidence run) {
        String digest = staged.digest().toString();
        Table table = Table.of("Was it the staged image that answered?")
                .column("what")
                .column("as staged?")
                .column("seen")
                .column("staged instead");
        compare(table, "/version, version", run.observedVersion().map(Evidence.Observed::version), staged.tag());
        compare(table, "/version, digest", run.observedVersion().flatMap(Evidence.Observed::digest), digest);
        compare(
                table,
                "/version, colour",
                run.observedVersion().flatMap(Evidence.Observed::colour),
                run.colour().toString());
        compare(table, "evidence, digest", Optional.of(run.digest().toString()), digest);
        if (run.taskDigests().isEmpty()) {
            compare(table, "running tasks", Optional.empty(), digest);
        }
        run.taskDigests().forEach(task -> compare(table, "running task", Optional.of(task), digest));
        return table.element();
    }

    private static void compare(Table table, String what, Optional<String> seen, String staged) {
        boolean same = seen.filter(staged::equals).isPresent();
        table.row(
                Table.heading(what),
                Table.cell("").add(Element.of("span", same ? "same" : "differs").attr("class", same ? "good" : "bad")),
                Table.cell("").add(Element.of("code", seen.orElse("nothing"))),
                Table.cell("").add(Element.of("code", same ? "" : staged)));
    }

    private static Element scenarios(Evidence run) {
        Table table = Table.of("Each scenario that was expected or ran, those that did not pass first")
                .column("outcome")
                .column("scenario")
                .column("example")
                .column("feature")
                .number("took")
                .column("why");
        var seen = new LinkedHashSet<String>();
        run.scenarios().forEach(scenario -> seen.add(scenario.id()));
        run.expected().stream()
                .filter(id -> !seen.contains(id))
                .forEach(id -> row(table, id, "never ran", "bad", "–", "expected by the committed list"));
        run.scenarios().stream()
                .filter(scenario -> !scenario.hasPassed())
                .forEach(scenario -> row(table, run, scenario));
        run.scenarios().stream().filter(Evidence.Scenario::hasPassed).forEach(scenario -> row(table, run, scenario));
        return table.element();
    }

    private static void row(Table table, Evidence run, Evidence.Scenario scenario) {
        boolean expected = run.expected().contains(scenario.id());
        row(
                table,
                scenario.id(),
                scenario.status(),
                scenario.hasPassed() ? "good" : "bad",
                Decimals.count(scenario.millis()) + " ms",
                scenario.message().orElse("") + (expected ? "" : " (not in the committed list)"));
    }

    private static void row(Table table, String id, String outcome, String style, String took, String why) {
        String[] parts = id.split("::", 3);
        table.row(
                Table.cell("").add(Element.of("span", outcome).attr("class", style)),
                Table.heading(parts.length > 1 ? parts[1].strip() : id),
                Table.cell(parts.length > 2 ? parts[2].strip() : ""),
                Table.cell("").add(Element.of("code", parts[0].strip().replaceFirst("^features/", ""))),
                Table.numberCell(took),
                Table.cell(why));
    }

    private static Element earlier(List<Evidence> runs) {
        Table table = Table.of("Earlier runs of the same staging; the newest decides")
                .column("ended (UTC)")
                .column("verdict")
                .column("scenarios")
                .column("by");
        runs.forEach(run -> table.row(
                Table.heading(run.ended().toString()),
                Table.cell(run.verdict().toString()),
                Table.cell(passedOf(run)),
                Table.cell(run.by())));
        return table.element();
    }

    private static String passedOf(Evidence run) {
        long passed = run.scenarios().stream()
                .filter(Evidence.Scenario::hasPassed)
                .filter(scenario -> run.expected().contains(scenario.id()))
                .count();
        return passed + " of " + run.expected().size() + " expected scenarios passed";
    }

    private static long millis(Evidence run) {
        return Duration.between(run.started(), run.ended()).toMillis();
    }
}
