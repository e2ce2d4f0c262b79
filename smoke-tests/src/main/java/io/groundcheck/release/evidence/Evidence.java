package io.groundcheck.release.evidence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.groundcheck.release.json.Required;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code evidence/<stage_id>/<run>.json}, schema 1: what one smoke run saw. It is a witness, not a judge: the gate
 * looks at every field and takes none of the summaries on trust.
 *
 * @param schema the format, 1
 * @param run a UUID, also in the key
 * @param stageId the staging it is about
 * @param colour the colour that was asked
 * @param tag the tag that was staged
 * @param digest the image that was staged
 * @param specVersion which specs ran
 * @param verdict the run's own summary
 * @param partial a tag filter or a free URL was used
 * @param dryRun no request was sent
 * @param url where the requests went
 * @param observedVersion what {@code /version} really answered; empty if it didn't
 * @param taskDigests the images the colour's tasks ran when the run began
 * @param taskArns those tasks
 * @param expected the scenario ids that had to pass
 * @param scenarios what became of each scenario that Cucumber looked at
 * @param started when the run began
 * @param ended when it ended
 * @param by who ran it
 */
public record Evidence(
        int schema,
        String run,
        String stageId,
        Colour colour,
        String tag,
        Digest digest,
        String specVersion,
        Outcome verdict,
        boolean partial,
        boolean dryRun,
        String url,
        Optional<Observed> observedVersion,
        List<String> taskDigests,
        List<String> taskArns,
        List<String> expected,
        List<Scenario> scenarios,
        Instant started,
        Instant ended,
        String by) {

    /** The format this program reads and writes. */
    public static final int SCHEMA = 1;

    public Evidence {
        Required.schema(SCHEMA, schema);
        Required.field("run", run);
        Required.field("stage_id", stageId);
        Required.field("colour", colour);
        Required.field("tag", tag);
        Required.field("digest", digest);
        Required.field("spec_version", specVersion);
        Required.field("verdict", verdict);
        Required.field("url", url);
        Required.field("started", started);
        Required.field("ended", ended);
        Required.field("by", by);
        taskDigests = List.copyOf(Required.field("task_digests", taskDigests));
        taskArns = List.copyOf(Required.field("task_arns", taskArns));
        expected = List.copyOf(Required.field("expected", expected));
        scenarios = List.copyOf(Required.field("scenarios", scenarios));
    }

    /** A run's own summary. */
    public enum Outcome {
        PASSED,
        FAILED;

        /**
         * Reads {@code passed} or {@code failed}.
         *
         * @throws IllegalArgumentException if it is neither
         */
        @JsonCreator
        public static Outcome of(String text) {
            return switch (text) {
                case "passed" -> PASSED;
                case "failed" -> FAILED;
                default -> throw new IllegalArgumentException("expected passed or failed but was '" + text + "'");
            };
        }

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What {@code /version} answered, as docs/contracts.md describes it. */
    public record Observed(String version, String commit, Optional<String> digest, Optional<String> colour) {
        public Observed {
            Required.field("observed_version.version", version);
            Required.field("observed_version.commit", commit);
        }
    }

    /**
     * What became of one scenario.
     *
     * @param id feature path, scenario and example row, as in the committed list
     * @param status {@code passed}, {@code failed}, {@code skipped}, {@code undefined}, {@code pending}, …
     * @param millis how long it took
     * @param message why it did not pass
     */
    public record Scenario(String id, String status, long millis, Optional<String> message) {
        public Scenario {
            Required.field("scenarios.id", id);
            Required.field("scenarios.status", status);
        }

        /** Whether it passed; nothing else counts. */
        public boolean hasPassed() {
            return status.equals("passed");
        }
    }
}
