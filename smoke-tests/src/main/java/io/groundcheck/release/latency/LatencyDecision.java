package io.groundcheck.release.latency;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Are users answered more slowly than before the switch? Pure. */
public final class LatencyDecision {

    private LatencyDecision() {}

    /**
     * Decides over the newest windows: each is {@code span} looks long and begins one look after the one before.
     *
     * @param looks what each look measured, oldest first
     * @return what is slow and by how much, if one question was too slow in {@code inARow} windows in a row
     */
    public static Optional<String> slow(List<List<Sample>> looks, Baseline baseline, LatencyRule rule) {
        if (looks.size() < rule.memory()) {
            return Optional.empty();
        }
        var newest = looks.subList(looks.size() - rule.memory(), looks.size());
        var windows = new ArrayList<List<Measured>>();
        for (int i = 0; i < rule.inARow(); i++) {
            windows.add(Measured.of(newest.subList(i, i + rule.span()).stream()
                    .flatMap(List::stream)
                    .toList()));
        }
        return baseline.paths().stream()
                .flatMap(before -> slow(windows, before, rule, baseline).stream())
                .findFirst();
    }

    private static Optional<String> slow(
            List<List<Measured>> windows, Measured before, LatencyRule rule, Baseline baseline) {
        var all = windows.stream()
                .flatMap(window -> window.stream().filter(now -> now.path().equals(before.path())))
                .toList();
        if (all.size() < windows.size() || !all.stream().allMatch(now -> isSlow(now, before, rule))) {
            return Optional.empty();
        }
        var now = all.get(all.size() - 1);
        return Optional.of(String.format(
                Locale.ROOT,
                "answers are slower than before the switch, in %d windows in a row: GET %s; the baseline is p50 %.1f ms,"
                        + " p95 %.1f ms over %d requests to %s on %s, and %s allows p50 %.1f ms, p95 %.1f ms",
                all.size(),
                now,
                before.p50Millis(),
                before.p95Millis(),
                before.requests(),
                baseline.digest().brief(),
                baseline.colour(),
                rule.allowance(),
                rule.limit(before.p50Millis()),
                rule.limit(before.p95Millis())));
    }

    /** The slower the answers, the fewer of them there are: their middle counts, however few they are. */
    private static boolean isSlow(Measured now, Measured before, LatencyRule rule) {
        return now.p50Millis() > rule.limit(before.p50Millis())
                || (now.requests() >= Measured.ENOUGH_FOR_A_TAIL && now.p95Millis() > rule.limit(before.p95Millis()));
    }
}
