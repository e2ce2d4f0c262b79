package io.groundcheck.release.cli;

import io.groundcheck.release.Progress;
import io.groundcheck.release.cutover.Canary;
import io.groundcheck.release.cutover.CanaryWatch;
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
import java.util.Optional;

/** Makes the switch that a command runs. */
final class Switches {

    private Switches() {}

    /** As it would go: a canary would pass. */
    static Switch rehearse(Session session, Rehearsal rehearsal, Duration leaseWait) {
        var connection = rehearsal.connection();
        return builder(session, rehearsal.settings(), Progress.silent())
                .canaries((pending, old, baseline) ->
                        new Canary.Passed(pending.canary().orElseThrow()))
                .build(
                        world(session, connection, leaseWait, rehearsal.probe(session.versionProbe(connection))),
                        specs(),
                        session.by());
    }

    /** One that measures how fast users are answered before it. */
    static Switch cutover(Session session, Session.Connection connection, Duration leaseWait, CanaryWatch canaries) {
        return builder(session, session.hooks().switching(), session.progress())
                .baselines(new LiveBaseline(session.latencyMeter(connection, Map.of()), session.progress()))
                .canaries(canaries)
                .build(world(session, connection, leaseWait, session.versionProbe(connection)), specs(), session.by());
    }

    /**
     * A rollback.
     *
     * @param reason what a watch found wrong; empty if a person asks for it
     */
    static Switch rollback(
            Session session, Session.Connection connection, Duration leaseWait, Optional<String> reason) {
        var builder = builder(session, session.hooks().switching(), session.progress());
        reason.ifPresent(builder::because);
        return builder.build(
                world(session, connection, leaseWait, session.versionProbe(connection)), specs(), session.by());
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
