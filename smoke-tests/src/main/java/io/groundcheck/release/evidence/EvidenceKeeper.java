package io.groundcheck.release.evidence;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.record.RecordStore;

/**
 * Keeps evidence and names it in the record, by S3's version id. So the gate can tell the object that a smoke run wrote
 * from one that somebody put into its place, or beside it, without being able to write the record.
 */
public final class EvidenceKeeper {

    private static final int MOST_ATTEMPTS = 10;

    private final EvidenceStore store;
    private final RecordStore records;

    public EvidenceKeeper(EvidenceStore store, RecordStore records) {
        this.store = store;
        this.records = records;
    }

    /**
     * Keeps the evidence of one run, whatever its outcome: also a failure has to be the one that decides. A process that
     * dies in between leaves evidence that the record doesn't name, which opens no gate.
     *
     * @return where it is, as {@code s3://bucket/key}
     * @throws ReleaseException (exit code 4) if the colour was staged anew meanwhile, or others keep writing the record
     */
    public String keep(Evidence evidence) {
        var ref = store.add(evidence).ref();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var read = records.read();
            var staged = read.value()
                    .staged(evidence.colour())
                    .filter(there -> there.stageId().equals(evidence.stageId()))
                    .orElseThrow(() -> new ReleaseException(
                            ExitCode.BUSY,
                            evidence.colour() + " was staged anew while run " + evidence.run()
                                    + " went on: its evidence is about a stage that is gone; run `release await`, then"
                                    + " `release smoke`"));
            if (records.replace(read.value().name(evidence.colour(), staged.withEvidence(ref)), read.etag())
                    .isPresent()) {
                return store.url(evidence);
            }
        }
        throw new ReleaseException(
                ExitCode.BUSY,
                "the record could not be written in " + MOST_ATTEMPTS + " attempts, because others wrote it each time;"
                        + " run `release smoke` again");
    }
}
