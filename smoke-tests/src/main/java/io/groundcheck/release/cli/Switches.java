package io.groundcheck.release.cli;

import io.groundcheck.release.Progress;
import io.groundcheck.release.cutover.Switch;
import io.groundcheck.release.cutover.SwitchBuilder;
import io.groundcheck.release.cutover.SwitchSettings;
import io.groundcheck.release.cutover.VersionProbe;
import io.groundcheck.release.cutover.World;
import io.groundcheck.release.gate.Specs;
import io.groundcheck.release.latency.LiveBaseline;
import io.groundcheck.release.smoke.ExpectedScenarios;
import io.groundcheck.release.smoke.SpecVersion;
import java.time.Duration;
import java.util.Map;

/** Makes the switch that a command runs. */
final class Switches {

    private Switches() {}

    /** As it would go. */
    static Switch rehearse(Session session, Rehearsal rehearsal, Duration leaseWait) {
        var connection = rehearsal.connection();
        return builder(session, rehearsal.settings(), Progress.silent())
                .build(
                        world(session, connection, leaseWait, rehearsal.probe(session.versionProbe(connection))),
                        specs(),
                        session.by());
    }

    /** One that is asked for by a person. */
    static Switch create(Session session, Session.Connection connection, Duration leaseWait) {
        return builder(session, session.hooks().switching(), session.progress())
                .baselines(new LiveBaseline(session.latencyMeter(connection, Map.of()), session.progress()))
                .build(world(session, connection, leaseWait, session.versionProbe(connection)), specs(), session.by());
    }

    /** A rollback that a watch asks for. */
    static Switch because(String reason, Session session, Session.Connection connection) {
        return builder(session, session.hooks().switching(), session.progress())
                .because(reason)
                .build(
                        world(
                                session,
                                connection,
                                session.leaseSettings().patience(),
                                session.versionProbe(connection)),
                        specs(),
                        session.by());
    }

    private static SwitchBuilder builder(Session session, SwitchSettings settings, Progress progress) {
        return new SwitchBuilder().ticker(session.ticker()).settings(settings).progress(progress);
    }

    private static World world(Session session, Session.Connection connection, Duration leaseWait, VersionProbe probe) {
        var aws = connection.aws();
        return new World(
                session.records(aws),
                session.evidence(aws),
                session.journals(aws),
                session.leases(aws, session.leaseSettings().waiting(leaseWait)),
                aws.loadBalancer(),
                aws.containers(),
                probe);
    }

    static Specs specs() {
        return new Specs(SpecVersion.current(), ExpectedScenarios.load());
    }
}
