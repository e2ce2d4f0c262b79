package io.groundcheck.report.run;

import io.groundcheck.plan.CheckResult;
import io.groundcheck.plan.Plan;
import io.groundcheck.report.html.Element;
import io.groundcheck.report.html.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A plan on a page: a block for each resource, its attributes as a diff. Nothing sensitive is in it. */
public final class PlanSection {

    /** A block with more lines than this is closed at first: the reader wants to see which there are. */
    private static final int LONG = 30;

    private PlanSection() {}

    /** A plan to be part of another page, with how much it would change. */
    public static List<Element> of(Plan plan) {
        PlanEntry entry = PlanEntry.of(Duration.ZERO, plan);
        var elements = new ArrayList<Element>();
        elements.add(Element.of("p", entry.summary()));
        elements.addAll(of(entry));
        return elements;
    }

    static List<Element> of(PlanEntry plan) {
        var elements = new ArrayList<Element>();
        if (plan.errored()) {
            elements.add(Element.of("p", "Planning failed midway: this is a part of a plan.")
                    .attr("class", "bad"));
        }
        plan.changes().forEach(block -> elements.add(block(block)));
        if (!plan.drift().isEmpty()) {
            elements.add(Element.of("h3", "Changed outside Terraform"));
            plan.drift().forEach(block -> elements.add(block(block)));
        }
        if (!plan.checks().isEmpty()) {
            elements.add(checks(plan.checks()));
        }
        return elements;
    }

    private static Element block(PlanEntry.Block block) {
        Element heading = Element.of("span").attr("class", "code").text(block.sign() + " " + block.heading());
        if (block.lines().isEmpty()) {
            return Element.of("div").attr("class", "block").add(heading);
        }
        Element diff = Element.of("div").attr("class", "diff code");
        block.lines()
                .forEach(line -> diff.add(Element.of("div", line.kind().sign() + " " + line.text())
                        .attr("class", line.kind().style())));
        Element details = Element.of("details").attr("class", "block");
        if (block.lines().size() <= LONG) {
            details.attr("open", "");
        }
        return details.add(Element.of("summary").add(heading), diff);
    }

    private static Element checks(List<CheckResult> checks) {
        Table table = Table.of("Conditions and check blocks that did not pass")
                .column("check")
                .column("result")
                .column("why");
        checks.forEach(check -> table.row(
                Table.heading(check.address()),
                Table.cell(check.status()),
                Table.cell(String.join("; ", check.problems()))));
        return table.element();
    }
}
