package io.groundcheck.release.kept;

import io.groundcheck.release.json.Required;

/**
 * {@code cli/<stage_id>.json}, schema 1: which jar belongs to a staging. Created, never overwritten.
 *
 * @param schema the format, 1
 * @param stageId the staging
 * @param tag what was staged, for people
 * @param sha256 of the jar, 64 lower-case hex digits; the jar is {@code cli/<sha256>.jar}
 * @param bytes the jar's size
 * @param by who kept it
 */
public record KeptCli(int schema, String stageId, String tag, String sha256, long bytes, String by) {

    /** The format this program reads and writes. */
    public static final int SCHEMA = 1;

    public KeptCli {
        Required.schema(SCHEMA, schema);
        Required.field("stage_id", stageId);
        Required.field("tag", tag);
        Required.field("sha256", sha256);
        Required.field("by", by);
    }
}
