package io.groundcheck.release.cli;

import io.groundcheck.release.cutover.Switch;
import io.groundcheck.release.cutover.SwitchBuilder;
import io.groundcheck.release.cutover.World;
import io.groundcheck.release.gate.Specs;
import io.groundcheck.release.lease.LeaseSettings;
import io.groundcheck.release.smoke.ExpectedScenarios;
import io.groundcheck.release.smoke.SpecVersion;
import java.time.Duration;

/** Makes the switch that a command runs. */
final class Switches {

    private Switches() {}

    static Switch create(Session session, Session.Connection connection, Duration leaseWait) {
        var aws = connection.aws();
        var world = new World(
                session.records(aws),
                session.evidence(aws),
                session.journals(aws),
                session.leases(aws, LeaseSettings.DEFAULT.waiting(leaseWait)),
                aws.loadBalancer(),
                aws.containers(),
                session.versionProbe(connection));
        return new SwitchBuilder()
                .ticker(session.ticker())
                .progress(session.progress())
                .build(world, specs(), session.by());
    }

    static Specs specs() {
        return new Specs(SpecVersion.current(), ExpectedScenarios.load());
    }
}
