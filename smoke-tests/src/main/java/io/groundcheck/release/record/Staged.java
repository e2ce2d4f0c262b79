package io.groundcheck.release.record;

import io.groundcheck.release.json.Required;
import java.util.Optional;

/**
 * What a colour was asked to run.
 *
 * @param tag the release's tag, such as {@code v1.2.3}
 * @param digest the image the tasks must run
 * @param stageId new with each stage that changes the colour; evidence is bound to it
 * @param attempt counts stagings of the same digest, from 1; part of the service's triggers
 * @param desiredCount how many tasks
 * @param evidence the smoke run that decides whether this staging may take traffic; empty until there was one
 */
public record Staged(
        String tag, Digest digest, String stageId, int attempt, int desiredCount, Optional<EvidenceRef> evidence) {

    /** A staging that nobody has tested yet. */
    public Staged(String tag, Digest digest, String stageId, int attempt, int desiredCount) {
        this(tag, digest, stageId, attempt, desiredCount, Optional.empty());
    }

    public Staged {
        Required.field("tag", tag);
        Required.field("digest", digest);
        Required.field("stage_id", stageId);
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt must be 1 or more but was " + attempt);
        }
        if (desiredCount < 0) {
            throw new IllegalArgumentException("desired_count must be 0 or more but was " + desiredCount);
        }
    }

    /** The same staging with another number of tasks. */
    public Staged withDesiredCount(int count) {
        return new Staged(tag, digest, stageId, attempt, count, evidence);
    }

    /** The same staging after a smoke run. */
    public Staged withEvidence(EvidenceRef seen) {
        return new Staged(tag, digest, stageId, attempt, desiredCount, Optional.of(seen));
    }

    /** Tag and short digest, for messages. */
    public String brief() {
        return tag + " (" + digest.brief() + ")";
    }
}
