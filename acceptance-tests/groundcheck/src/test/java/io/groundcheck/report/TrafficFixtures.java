package io.groundcheck.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loads made up for a report: a switch from one version to the next at a moment. */
final class TrafficFixtures {

    static final Instant STARTED = Instant.parse("2026-03-01T03:00:00Z");

    private TrafficFixtures() {}

    /** Requests at a steady rate: v1 answers those sent before the switch, v2 those sent from then on. */
    static Traffic aSwitch(double seconds, int perSecond, double switchedAt) {
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < seconds * perSecond; i++) {
            long sent = i * 1_000_000L / perSecond;
            String version = sent < switchedAt * 1e6 ? "v1" : "v2";
            answers.add(served(sent, 2_000 + (i % 100) * 10L, version));
        }
        return new Traffic(STARTED, answers);
    }

    static Answer served(long sentMicros, long tookMicros, String by) {
        return new Answer(sentMicros, tookMicros, Optional.of(by), Optional.empty());
    }

    static Answer failed(long sentMicros, long tookMicros, String reason) {
        return new Answer(sentMicros, tookMicros, Optional.empty(), Optional.of(reason));
    }

    static Traffic with(Traffic traffic, Answer... more) {
        var answers = new ArrayList<>(traffic.answers());
        answers.addAll(List.of(more));
        return new Traffic(traffic.started(), answers);
    }
}
