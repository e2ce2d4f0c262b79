package io.groundcheck.release.report;

import io.groundcheck.plan.Plan;
import io.groundcheck.plan.Secrets;
import io.groundcheck.release.evidence.Evidence;
import io.groundcheck.release.journal.Journal;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.state.AlarmState;
import io.groundcheck.report.Traffic;
import io.groundcheck.report.html.Element;
import io.groundcheck.report.html.Page;
import io.groundcheck.report.run.PlanSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One release as a page: what was staged, the plan, what the gate saw, the switches with the traffic through them,
 * alarms, and who did what. One file without scripts, which fetches nothing. It tells what the documents say; it
 * decides nothing.
 *
 * <p>It must not be kept under {@code evidence/}: whatever stands there is read as evidence.
 *
 * <pre>{@code
 * ReleaseReport.of("connections", Colour.GREEN, record.staged(Colour.GREEN).orElseThrow())
 *         .evidence(evidenceStore.of(stageId))
 *         .journals(journals)
 *         .alarms(aws.alarms().of(names))
 *         .writeTo(Path.of("target/release/report.html"));
 * }</pre>
 */
public final class ReleaseReport {

    private final String name;
    private final Colour colour;
    private final Staged staged;
    private List<Evidence> evidence = List.of();
    private List<Journal> journals = List.of();
    private Optional<List<AlarmState>> alarms = Optional.empty();
    private Optional<Plan> plan = Optional.empty();
    private Optional<Traffic> traffic = Optional.empty();

    private ReleaseReport(String name, Colour colour, Staged staged) {
        this.name = name;
        this.colour = colour;
        this.staged = staged;
    }

    /**
     * A report of one staging.
     *
     * @param name of the system, such as {@code connections}
     * @param colour the colour it was staged on
     * @param staged what was staged
     */
    public static ReleaseReport of(String name, Colour colour, Staged staged) {
        return new ReleaseReport(name, colour, staged);
    }

    /** What the smoke runs saw, the newest first; those of another staging are left out. */
    public ReleaseReport evidence(List<Evidence> newestFirst) {
        evidence = newestFirst.stream()
                .filter(each -> each.stageId().equals(staged.stageId()))
                .toList();
        return this;
    }

    /** The switches; those that neither went to this staging nor left it are left out. */
    public ReleaseReport journals(List<Journal> switches) {
        journals = switches.stream()
                .filter(each -> each.stageId().equals(staged.stageId()) || left(each))
                .sorted(Comparator.comparingLong(Journal::epoch))
                .toList();
        return this;
    }

    private boolean left(Journal journal) {
        return journal.from().filter(from -> from == colour).isPresent()
                && journal.fromDigest()
                        .filter(digest -> digest.equals(staged.digest()))
                        .isPresent();
    }

    /** The alarms, as they stood when the report was made. */
    public ReleaseReport alarms(List<AlarmState> states) {
        alarms = Optional.of(List.copyOf(states));
        return this;
    }

    /** The plan that was applied for this staging. */
    public ReleaseReport plan(Plan applied) {
        plan = Optional.of(applied);
        return this;
    }

    /** The load that ran through the switches. Its clock must be that of the journals. */
    public ReleaseReport traffic(Traffic load) {
        traffic = Optional.of(load);
        return this;
    }

    /**
     * Writes the report, and the folders above it where they are missing.
     *
     * @return the file
     * @throws IOException if it can't be written
     */
    public Path writeTo(Path file) throws IOException {
        return page().writeTo(file);
    }

    /** The report as HTML. */
    public String toHtml() {
        return page().toHtml();
    }

    private Page page() {
        Secrets secrets = plan.map(Plan::secrets).orElse(Secrets.NONE);
        var page = Page.titled(name + " " + staged.tag()).hiding(secrets::mask);
        page.addAll(StagedSection.of(colour, staged, evidence, journals));
        page.addAll(GateSection.of(staged, evidence));
        page.addAll(SwitchSection.of(journals, traffic));
        page.add(Element.of("h2", "Alarms")).addAll(AlarmSection.of(alarms));
        page.add(Element.of("h2", "The plan"));
        page.addAll(plan.map(PlanSection::of)
                .orElseGet(() -> List.of(
                        Element.of("p", "No plan was given to this report.").attr("class", "quiet"))));
        return page;
    }

    /** What a section says where there is nothing to say, so that no absence reads as a good sign. */
    static List<Element> nothing(String heading, String why) {
        var elements = new ArrayList<Element>();
        elements.add(Element.of("h2", heading));
        elements.add(Element.of("p", why).attr("class", "quiet"));
        return elements;
    }
}
