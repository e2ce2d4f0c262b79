package io.groundcheck.release.latency;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Measures at each look, and compares with the baseline. What it has seen dies with it: a new one begins anew. */
public final class LatencyWatch {

    private final Optional<Baseline> baseline;
    private final LatencyMeter meter;
    private final LatencyRule rule;
    private final Deque<List<Sample>> looks = new ArrayDeque<>();

    /** @param baseline without one, nothing is measured */
    public LatencyWatch(Optional<Baseline> baseline, LatencyMeter meter, LatencyRule rule) {
        this.baseline = baseline;
        this.meter = meter;
        this.rule = rule;
    }

    /** Measures now; what is slow and by how much, if it is and has been for long enough. */
    public Optional<String> look() {
        if (baseline.isEmpty()) {
            return Optional.empty();
        }
        try {
            looks.add(meter.take(rule.rounds(), rule.budget()));
        } catch (IOException e) {
            return Optional.empty(); // who doesn't answer is no matter of latency: the other looks say so
        }
        while (looks.size() > rule.memory()) {
            looks.remove();
        }
        return LatencyDecision.slow(new ArrayList<>(looks), baseline.get(), rule);
    }

    /** What it compares with, for the person who watches. */
    public String comparison() {
        return baseline.map(before -> "latency: compared with " + before + "; allowed: " + rule.allowance())
                .orElse("latency: not looked at, there is no baseline");
    }

    /** What the newest window showed; empty if nothing was measured. */
    public Optional<String> newest() {
        var window = looks.stream()
                .skip(Math.max(0, looks.size() - rule.span()))
                .flatMap(List::stream)
                .toList();
        return window.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Measured.of(window).stream().map(Measured::toString).collect(Collectors.joining("; ")));
    }
}
