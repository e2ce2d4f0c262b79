package io.groundcheck.release.journal;

import io.groundcheck.release.json.Required;
import io.groundcheck.release.latency.Baseline;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.SwitchAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code journal/<epoch>.json}, schema 1: one switch, as it went. For people, and for {@code rollback} to name the
 * image that was left behind; no decision to move traffic rests on it.
 *
 * @param schema the format, 1
 * @param nonce new with each write
 * @param epoch of the lease it ran under
 * @param action cutover or rollback
 * @param from the colour that was live; empty when none was
 * @param fromTag what that colour was asked to run
 * @param fromDigest the image that it ran
 * @param to the colour that was to become live
 * @param digest the image it ran
 * @param stageId its staging
 * @param by who
 * @param reason why, where a program decided it: what a watch or a canary found wrong
 * @param baseline how fast users were answered before; empty where nobody measured
 * @param steps in order
 */
public record Journal(
        int schema,
        String nonce,
        long epoch,
        SwitchAction action,
        Optional<Colour> from,
        Optional<String> fromTag,
        Optional<Digest> fromDigest,
        Colour to,
        Digest digest,
        String stageId,
        String by,
        Optional<String> reason,
        Optional<Baseline> baseline,
        List<Entry> steps) {

    /** The format this program reads and writes. */
    public static final int SCHEMA = 1;

    public Journal {
        Required.schema(SCHEMA, schema);
        Required.field("nonce", nonce);
        Required.field("action", action);
        Required.field("to", to);
        Required.field("digest", digest);
        Required.field("stage_id", stageId);
        Required.field("by", by);
        steps = List.copyOf(Required.field("steps", steps));
    }

    /** The same with more steps, under a new nonce. */
    public Journal plus(List<Entry> more, String fresh) {
        var all = new ArrayList<>(steps);
        all.addAll(more);
        return with(fresh, reason, all);
    }

    /** The same with a reason that was found on the way. */
    public Journal because(String why) {
        return with(nonce, Optional.of(why), steps);
    }

    private Journal with(String anotherNonce, Optional<String> why, List<Entry> all) {
        return new Journal(
                schema,
                anotherNonce,
                epoch,
                action,
                from,
                fromTag,
                fromDigest,
                to,
                digest,
                stageId,
                by,
                why,
                baseline,
                all);
    }

    /**
     * One step.
     *
     * @param step its name
     * @param at when, by that machine's clock
     * @param detail what came of it
     */
    public record Entry(String step, Instant at, String detail) {}
}
