package io.groundcheck.release.record;

import io.groundcheck.release.json.Required;

/**
 * The one object that holds the evidence of a staging. S3 gives each write of a key a version id of its own, which
 * nobody can choose: an object that was written over, or deleted and made anew, has another one.
 *
 * @param run the smoke run
 * @param versionId S3's version id of {@code evidence/<stage_id>/<run>.json}
 */
public record EvidenceRef(String run, String versionId) {
    public EvidenceRef {
        Required.field("evidence.run", run);
        Required.field("evidence.version_id", versionId);
    }
}
