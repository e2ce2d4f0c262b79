package io.groundcheck.release.report;

import io.groundcheck.release.evidence.Evidence;
import io.groundcheck.release.journal.Journal;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Staged;
import io.groundcheck.report.html.Element;
import io.groundcheck.report.html.Facts;
import io.groundcheck.report.html.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was staged, where it stands now as far as the journals tell, and who took part. */
final class StagedSection {

    private StagedSection() {}

    static List<Element> of(Colour colour, Staged staged, List<Evidence> evidence, List<Journal> journals) {
        var elements = new ArrayList<Element>();
        elements.add(lead(colour, staged, journals));
        elements.add(Facts.none()
                .fact("colour", colour.toString())
                .fact(
                        "gate",
                        evidence.isEmpty()
                                ? "no evidence"
                                : evidence.get(0).verdict().toString())
                .fact("switches", String.valueOf(journals.size()))
                .fact("tasks", String.valueOf(staged.desiredCount()))
                .element());
        elements.add(Element.of("h2", "What was staged"));
        elements.add(staged(colour, staged));
        elements.add(people(evidence, journals));
        return elements;
    }

    private static Element lead(Colour colour, Staged staged, List<Journal> journals) {
        Element lead = Element.of("p").attr("class", "lead");
        Optional<Journal> last = journals.isEmpty() ? Optional.empty() : Optional.of(journals.get(journals.size() - 1));
        if (last.isEmpty()) {
            return lead.add(Element.of("span", "Staged on " + colour + ", never switched to.")
                    .attr("class", "warn"));
        }
        boolean finished =
                last.get().steps().stream().anyMatch(step -> step.step().equals(SwitchSection.FINISH));
        String what = last.get().action() + " to " + last.get().to() + " in epoch "
                + last.get().epoch();
        if (!finished) {
            return lead.add(Element.of("span", "The " + what + " was begun, and its journal doesn't say that it ended.")
                    .attr("class", "bad"));
        }
        boolean here = last.get().stageId().equals(staged.stageId());
        return lead.add(Element.of("span", here ? "Traffic was switched to it" : "Traffic was switched away from it")
                        .attr("class", here ? "good" : "warn"))
                .text(": " + what + ", by " + last.get().by() + ".");
    }

    private static Element staged(Colour colour, Staged staged) {
        Table table = Table.of("As the release record has it").column("what").column("value");
        row(table, "tag", staged.tag());
        row(table, "image", staged.digest().toString());
        row(table, "colour", colour.toString());
        row(table, "stage id", staged.stageId());
        row(table, "attempt", String.valueOf(staged.attempt()));
        row(table, "tasks asked for", String.valueOf(staged.desiredCount()));
        return table.element();
    }

    private static void row(Table table, String what, String value) {
        table.row(Table.heading(what), Table.cell("").add(Element.of("code", value)));
    }

    private static Element people(List<Evidence> evidence, List<Journal> journals) {
        Table table = Table.of("Who did what").column("what").column("who").column("when (UTC)");
        for (int i = evidence.size() - 1; i >= 0; i--) {
            Evidence run = evidence.get(i);
            table.row(
                    Table.heading("smoke run, " + run.verdict()),
                    Table.cell(run.by()),
                    Table.cell(run.ended().toString()));
        }
        for (Journal journal : journals) {
            table.row(
                    Table.heading(journal.action() + " to " + journal.to()),
                    Table.cell(journal.by()),
                    Table.cell(
                            journal.steps().isEmpty()
                                    ? "unknown"
                                    : journal.steps().get(0).at().toString()));
        }
        return table.element();
    }
}
