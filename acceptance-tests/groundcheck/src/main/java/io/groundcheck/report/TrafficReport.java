package io.groundcheck.report;

import io.groundcheck.http.LoadResult;
import io.groundcheck.report.chart.Mark;
import io.groundcheck.report.html.Decimals;
import io.groundcheck.report.html.Element;
import io.groundcheck.report.html.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * A load as a page: who answered over time, what failed, and what happened around the moments that mattered. One file
 * without scripts, which fetches nothing and stays below 300 KB however many requests there were.
 *
 * <pre>{@code
 * TrafficReport.of("Traffic through the cutover", result)
 *         .mark("cutover asked", askedNanos)
 *         .mark("cutover returned", returnedNanos)
 *         .writeTo(Path.of("target/groundcheck-report/traffic.html"));
 * }</pre>
 */
public final class TrafficReport {

    private record Moment(String label, double seconds) {}

    private final String title;
    private final Traffic traffic;
    private final OptionalLong startedNanos;
    private final List<Moment> moments = new ArrayList<>();

    private TrafficReport(String title, Traffic traffic, OptionalLong startedNanos) {
        this.title = title;
        this.traffic = traffic;
        this.startedNanos = startedNanos;
    }

    /** A report of a load that ran in this JVM. */
    public static TrafficReport of(String title, LoadResult result) {
        return new TrafficReport(title, Traffic.of(result), OptionalLong.of(result.startedNanos()));
    }

    /** A report of a load that ran elsewhere; its marks are instants. */
    public static TrafficReport of(String title, Traffic traffic) {
        return new TrafficReport(title, traffic, OptionalLong.empty());
    }

    /**
     * Points out a moment.
     *
     * @param label what happened then
     * @param nanos {@link System#nanoTime()} in the JVM that ran the load
     * @throws IllegalStateException if the load ran elsewhere
     */
    public TrafficReport mark(String label, long nanos) {
        long started = startedNanos.orElseThrow(() -> new IllegalStateException(
                "mark '" + label + "': nanoTime means nothing for a load that ran in another JVM; give an Instant"));
        moments.add(new Moment(label, (nanos - started) / 1e9));
        return this;
    }

    /** Points out a moment by the wall clock; prefer {@link #mark(String, long)}, which no clock correction moves. */
    public TrafficReport mark(String label, Instant at) {
        moments.add(new Moment(label, Duration.between(traffic.started(), at).toNanos() / 1e9));
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

    /** The report's drawings and tables, to be part of another page. */
    public List<Element> sections() {
        var marks = marks();
        var sections = new ArrayList<Element>();
        sections.addAll(TrafficDrawings.of(traffic, marks));
        sections.addAll(TrafficTables.of(traffic, marks));
        return sections;
    }

    private Page page() {
        long failed = traffic.answers().stream().filter(Answer::failed).count();
        String verdict = failed == 0 ? "No request failed." : Decimals.count(failed) + " failed.";
        Element lead = Element.of("p")
                .attr("class", "lead")
                .text(Decimals.count(traffic.answers().size()) + " requests in " + Decimals.brief(traffic.seconds())
                        + " s from " + traffic.started() + ". ")
                .add(Element.of("span", verdict).attr("class", failed == 0 ? "good" : "bad"));
        return Page.titled(title).add(lead).addAll(sections());
    }

    private List<Mark> marks() {
        var marks = new ArrayList<Mark>();
        moments.stream()
                .sorted(Comparator.comparingDouble(Moment::seconds))
                .forEach(moment -> marks.add(new Mark(marks.size() + 1, moment.label(), moment.seconds())));
        return marks;
    }
}
