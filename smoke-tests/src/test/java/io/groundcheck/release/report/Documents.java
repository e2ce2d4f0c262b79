package io.groundcheck.release.report;

import io.groundcheck.release.evidence.Evidence;
import io.groundcheck.release.journal.Journal;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.state.AlarmState;
import io.groundcheck.report.Answer;
import io.groundcheck.report.Traffic;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The documents of a made-up release, in the form that docs/contracts.md gives them. */
final class Documents {

    private Documents() {}

    static Staged staged() throws IOException {
        return read("staged.json", Staged.class);
    }

    static Evidence passed() throws IOException {
        return read("evidence-passed.json", Evidence.class);
    }

    static Evidence failed() throws IOException {
        return read("evidence-failed.json", Evidence.class);
    }

    static Journal cutover() throws IOException {
        return read("journal-cutover.json", Journal.class);
    }

    static Journal rollback() throws IOException {
        return read("journal-rollback.json", Journal.class);
    }

    /** A switch that has nothing to do with the release. */
    static Journal elsewhere() throws IOException {
        return read("journal-elsewhere.json", Journal.class);
    }

    static <T> T read(String name, Class<T> type) throws IOException {
        try (InputStream json = Documents.class.getResourceAsStream(name)) {
            return Json.read(name, Objects.requireNonNull(json, name).readAllBytes(), type);
        }
    }

    /** Two minutes at 800 requests a second; v2 answers from the cutover to the rollback. */
    static Traffic traffic() {
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < 96_000; i++) {
            long sent = i * 1_250L;
            boolean second = sent >= 40_560_000 + (i * 37L % 100) * 1_000 && sent < 80_430_000;
            answers.add(new Answer(
                    sent, 3_000 + (i * 7919L % 4_000), Optional.of(second ? "v2.0.0" : "v1.0.0"), Optional.empty()));
        }
        return new Traffic(Instant.parse("2026-03-01T03:00:00Z"), answers);
    }

    static ReleaseReport report() throws IOException {
        return ReleaseReport.of("connections", Colour.GREEN, staged())
                .evidence(List.of(passed(), failed()))
                .journals(List.of(rollback(), elsewhere(), cutover()))
                .alarms(List.of(
                        new AlarmState("connections-5xx", "OK", ""),
                        new AlarmState("connections-latency", "ALARM", "p99 was 1.4 s for 3 of 3 minutes")))
                .traffic(traffic());
    }
}
