package io.groundcheck.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Every request of a {@link Load} and what became of it. Moments are {@link System#nanoTime()} values of the same JVM:
 * a wall clock may jump.
 */
public final class LoadResult {

    private final Instant started;
    private final long startedNanos;
    private final List<Sample> samples;

    LoadResult(Instant started, long startedNanos, List<Sample> samples) {
        this.started = started;
        this.startedNanos = startedNanos;
        this.samples = samples.stream()
                .sorted(Comparator.comparingLong(sample -> sample.sentNanos() - startedNanos))
                .toList();
    }

    /** When the load started. */
    public Instant started() {
        return started;
    }

    /** {@link System#nanoTime()} when the load started. */
    public long startedNanos() {
        return startedNanos;
    }

    /** Every request, in the order sent. */
    public List<Sample> samples() {
        return samples;
    }

    /** How many requests were sent. */
    public int total() {
        return samples.size();
    }

    /** The requests that failed, with their reasons. */
    public List<Sample> failures() {
        return matching(sample -> sample.failure().isPresent());
    }

    /** How many successful answers each answerer gave. */
    public Map<String, Long> answers() {
        var counts = new TreeMap<String, Long>();
        samples.stream()
                .filter(sample -> sample.failure().isEmpty())
                .forEach(sample -> sample.answeredBy().ifPresent(by -> counts.merge(by, 1L, Long::sum)));
        return counts;
    }

    /** The requests sent no more than {@code distance} before or after a moment. */
    public List<Sample> sentWithin(Duration distance, long nanos) {
        return matching(sample -> Math.abs(sample.sentNanos() - nanos) <= distance.toNanos());
    }

    /** The requests that {@code answerer} answered although they were sent before a moment. */
    public List<Sample> answeredAndSentBefore(String answerer, long nanos) {
        return matching(sample -> answeredBy(sample, answerer) && sample.sentNanos() - nanos < 0);
    }

    /** The requests that {@code answerer} answered although they were sent after a moment. */
    public List<Sample> answeredAndSentAfter(String answerer, long nanos) {
        return matching(sample -> answeredBy(sample, answerer) && sample.sentNanos() - nanos > 0);
    }

    /** The requests sent between two moments, the first included. */
    public List<Sample> sentBetween(long fromNanos, long untilNanos) {
        return matching(sample -> sample.sentNanos() - fromNanos >= 0 && sample.sentNanos() - untilNanos < 0);
    }

    /**
     * How long that share of the successful requests took at most.
     *
     * @param share above 0 and up to 1, such as 0.99
     * @throws IllegalStateException if none succeeded
     */
    public Duration latency(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share: expected above 0 and up to 1, but was " + share);
        }
        List<Duration> sorted = samples.stream()
                .filter(sample -> sample.failure().isEmpty())
                .map(Sample::took)
                .sorted()
                .toList();
        if (sorted.isEmpty()) {
            throw new IllegalStateException("no request succeeded, so there is no latency");
        }
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    /** One line per request, with a header line; times in microseconds since the start. */
    public String toCsv() {
        var csv = new StringBuilder("sent_us,took_us,connection,fresh,status,answered_by,failure\n");
        for (Sample sample : samples) {
            csv.append(micros(sample.sentNanos() - startedNanos))
                    .append(',')
                    .append(micros(sample.endedNanos() - sample.sentNanos()))
                    .append(',')
                    .append(sample.connection())
                    .append(',')
                    .append(sample.fresh())
                    .append(',')
                    .append(sample.status())
                    .append(',')
                    .append(LoadText.csv(sample.answeredBy().orElse("")))
                    .append(',')
                    .append(LoadText.csv(sample.failure().orElse("")))
                    .append('\n');
        }
        return csv.toString();
    }

    /**
     * The result as JSON, for a chart: {@code {"started", "total", "failed", "samples": [[sent, took, connection,
     * status, answered_by, failure], …]}}, times in microseconds, answered_by and failure null where absent.
     */
    public String toJson() {
        var json = new StringBuilder("{\"started\":\"")
                .append(started)
                .append("\",\"total\":")
                .append(total())
                .append(",\"failed\":")
                .append(failures().size())
                .append(",\"samples\":[");
        String separator = "";
        for (Sample sample : samples) {
            json.append(separator)
                    .append('[')
                    .append(micros(sample.sentNanos() - startedNanos))
                    .append(',')
                    .append(micros(sample.endedNanos() - sample.sentNanos()))
                    .append(',')
                    .append(sample.connection())
                    .append(',')
                    .append(sample.status())
                    .append(',')
                    .append(sample.answeredBy().map(LoadText::json).orElse("null"))
                    .append(',')
                    .append(sample.failure().map(LoadText::json).orElse("null"))
                    .append(']');
            separator = ",";
        }
        return json.append("]}").toString();
    }

    private static long micros(long nanos) {
        return nanos / 1_000;
    }

    private static boolean answeredBy(Sample sample, String answerer) {
        return sample.answeredBy().filter(answerer::equals).isPresent();
    }

    private List<Sample> matching(Predicate<Sample> wanted) {
        return samples.stream().filter(wanted).toList();
    }

    /** Counts, answerers and the first failures, for messages. */
    @Override
    public String toString() {
        var text = new StringBuilder()
                .append(total())
                .append(" requests, ")
                .append(failures().size())
                .append(" failed, answered by ")
                .append(answers());
        failures().stream().limit(10).forEach(sample -> text.append("\n  ").append(sample));
        return text.toString();
    }
}
