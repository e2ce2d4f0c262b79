package io.groundcheck.release.latency;

import java.time.Duration;
import java.util.Locale;

/**
 * When an answer time is worse than before, and how it is looked at.
 *
 * @param factor so many times the baseline's p50 and p95 are allowed, 1 or more
 * @param floor and this much on top: what is lost in the noise when the baseline is a millisecond or two
 * @param rounds how often each look asks each question
 * @param budget a look begins no further round after this
 * @param span so many looks make a window
 * @param inARow so many windows in a row must be too slow. More than {@code span}: then no single look is in all of
 *     them, and none can be a breach by itself
 */
public record LatencyRule(double factor, Duration floor, int rounds, Duration budget, int span, int inARow) {

    /** Twice as slow and 50 ms; windows of three looks, eight rounds each, four windows in a row. */
    public static final LatencyRule DEFAULT = new LatencyRule(2, Duration.ofMillis(50), 8, Duration.ofSeconds(1), 3, 4);

    public LatencyRule {
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("factor: expected 1 or more but was " + factor);
        }
        if (floor.isNegative() || rounds < 1 || span < 1 || inARow <= span) {
            throw new IllegalArgumentException("expected a floor of 0 or more, 1 or more rounds, 1 or more looks, and"
                    + " more windows in a row than looks in one, but was " + floor + ", " + rounds + ", " + span + ", "
                    + inARow);
        }
    }

    /** The same with other limits. */
    public LatencyRule allowing(double times, Duration more) {
        return new LatencyRule(times, more, rounds, budget, span, inARow);
    }

    /** How many looks a verdict may rest on; older ones need not be kept. */
    int memory() {
        return span + inARow - 1;
    }

    /** What is allowed where this was measured before, in milliseconds. */
    double limit(double baselineMillis) {
        return baselineMillis * factor + floor.toNanos() / 1e6;
    }

    /** For messages. */
    String allowance() {
        return String.format(Locale.ROOT, "× %.1f + %d ms", factor, floor.toMillis());
    }
}
