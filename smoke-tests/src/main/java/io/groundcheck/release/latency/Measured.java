package io.groundcheck.release.latency;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * How fast one question was answered, without the network's part: what one machine measures, another may compare with.
 *
 * @param path the question
 * @param requests how many answers it is made of
 * @param p50Millis half of them took this long or less, in milliseconds
 * @param p95Millis 95 of 100 did; where there are fewer than 20, the slowest
 */
public record Measured(String path, int requests, double p50Millis, double p95Millis) {

    /** From so many answers on, the slowest twentieth is more than one of them. */
    public static final int ENOUGH_FOR_A_TAIL = 21;

    /** By path, in the order in which they were first asked. The way there is the quickest that was seen. */
    public static List<Measured> of(Collection<Sample> samples) {
        var way = samples.stream()
                .map(Sample::way)
                .min(Comparator.naturalOrder())
                .map(shortest -> shortest.toNanos() / 1e6)
                .orElse(0.0);
        var byPath = new LinkedHashMap<String, List<Sample>>();
        samples.forEach(sample -> byPath.computeIfAbsent(sample.path(), fresh -> new java.util.ArrayList<>())
                .add(sample));
        return byPath.entrySet().stream()
                .map(each -> of(each.getKey(), each.getValue(), way))
                .toList();
    }

    private static Measured of(String path, List<Sample> samples, double way) {
        var millis = samples.stream()
                .mapToDouble(sample -> Math.max(0, sample.took().toNanos() / 1e6 - way))
                .sorted()
                .toArray();
        return new Measured(path, millis.length, rounded(rank(millis, 50)), rounded(rank(millis, 95)));
    }

    /** By nearest rank. */
    private static double rank(double[] sorted, int percent) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    private static double rounded(double millis) {
        return Math.round(millis * 10) / 10.0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s p50 %.1f ms, p95 %.1f ms over %d requests", path, p50Millis, p95Millis, requests);
    }
}
