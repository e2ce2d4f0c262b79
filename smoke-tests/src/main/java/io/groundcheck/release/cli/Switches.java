package io.groundcheck.release.cli;

import io.groundcheck.release.Progress;
import io.groundcheck.release.cutover.Switch;
import io.groundcheck.release.cutover.SwitchBuilder;
import io.groundcheck.release.cutover.SwitchSettings;
import io.groundcheck.release.cutover.VersionProbe;
import io.groundcheck.release.cutover.World;
import io.groundcheck.release.gate.Specs;
import io.groundcheck.release.smoke.ExpectedScenarios;
import io.groundcheck.release.smoke.SpecVersion;
import java.time.Duration;

/** Makes the switch that a command runs. */
final class Switches {

    private Switches() {}

    /** As it would go. */
    static Switch rehearse(Session session, Rehearsal rehearsal, Duration leaseWait) {
        var connection = rehearsal.connection();
        return create(
                session,
                connection,
                leaseWait,
                rehearsal.probe(session.versionProbe(connection)),
                rehearsal.settings(),
                Progress.silent());
    }

    static Switch create(Session session, Session.Connection connection, Duration leaseWait) {
        return create(
                session,
                connection,
                leaseWait,
                session.versionProbe(connection),
                session.hooks().switching(),
                session.progress());
    }

    private static Switch create(
            Session session,
            Session.Connection connection,
            Duration leaseWait,
            VersionProbe probe,
            SwitchSettings settings,
            Progress progress) {
        var aws = connection.aws();
        var world = new World(
                session.records(aws),
                session.evidence(aws),
                session.journals(aws),
                session.leases(aws, session.leaseSettings().waiting(leaseWait)),
                aws.loadBalancer(),
                aws.containers(),
                probe);
        return new SwitchBuilder()
                .ticker(session.ticker())
                .settings(settings)
                .progress(progress)
                .build(world, specs(), session.by());
    }

    static Specs specs() {
        return new Specs(SpecVersion.current(), ExpectedScenarios.load());
    }
}
