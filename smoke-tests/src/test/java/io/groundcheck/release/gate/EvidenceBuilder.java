package io.groundcheck.release.gate;

import io.groundcheck.release.evidence.Evidence;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import java.util.List;
import java.util.Optional;

/** Evidence that differs from good evidence in one thing. */
final class EvidenceBuilder {

    private final Evidence base;
    String run;
    String stageId;
    Colour colour;
    Digest digest;
    String specVersion;
    Evidence.Outcome verdict;
    boolean partial;
    boolean dryRun;
    Optional<Evidence.Observed> observed;
    List<String> taskDigests;
    List<String> taskArns;
    List<Evidence.Scenario> scenarios;

    EvidenceBuilder(Evidence base) {
        this.base = base;
        run = base.run();
        stageId = base.stageId();
        colour = base.colour();
        digest = base.digest();
        specVersion = base.specVersion();
        verdict = base.verdict();
        partial = base.partial();
        dryRun = base.dryRun();
        observed = base.observedVersion();
        taskDigests = base.taskDigests();
        taskArns = base.taskArns();
        scenarios = base.scenarios();
    }

    Evidence build() {
        return new Evidence(
                base.schema(),
                run,
                stageId,
                colour,
                base.tag(),
                digest,
                specVersion,
                verdict,
                partial,
                dryRun,
                base.url(),
                observed,
                taskDigests,
                taskArns,
                base.expected(),
                scenarios,
                base.started(),
                base.ended(),
                base.by());
    }
}
