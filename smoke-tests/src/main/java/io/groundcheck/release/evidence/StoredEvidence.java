package io.groundcheck.release.evidence;

import io.groundcheck.release.record.EvidenceRef;

/**
 * Evidence as it lies in the bucket now.
 *
 * @param evidence what it says
 * @param versionId S3's version id of the object that was read
 */
public record StoredEvidence(Evidence evidence, String versionId) {

    /** How the record names it. */
    public EvidenceRef ref() {
        return new EvidenceRef(evidence.run(), versionId);
    }
}
