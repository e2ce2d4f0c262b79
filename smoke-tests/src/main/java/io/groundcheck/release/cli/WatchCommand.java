package io.groundcheck.release.cli;

import io.groundcheck.release.AwsException;
import io.groundcheck.release.ExitCode;
import io.groundcheck.release.cutover.SwitchRequest;
import io.groundcheck.release.latency.LatencyRule;
import io.groundcheck.release.lease.HeldLease;
import io.groundcheck.release.lease.LeaseBusyException;
import io.groundcheck.release.watch.Watch;
import io.groundcheck.release.watch.WatchStep;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at the live version for a while: who answers users, how fast, whether it is ready, and the alarms.",
            "How fast is compared with what cutover measured before it moved traffic.",
            "On a breach it rolls back by itself and exits with 5."
        },
        footer = {"", "Example: TARGET=fakecloud bin/release watch --bake 10m --latency-factor 3"})
final class WatchCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--bake", required = true, description = "How long to watch, such as 10m.")
    private Duration bake = Duration.ZERO;

    @Mixin
    private LatencyOptions latency = new LatencyOptions();

    WatchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var rule = latency.rule(session.hooks().latency());
        var connection = session.connect();
        var aws = connection.aws();
        var watching = session.watchLeases(aws).take(session.by(), 0);
        try {
            return watch(connection, watching, rule);
        } finally {
            free(watching);
        }
    }

    private void free(HeldLease watching) {
        try {
            watching.free();
        } catch (AwsException e) {
            session.progress().say("the watch could not be ended on record; it ends by itself: " + e.getMessage());
        }
    }

    private int watch(Session.Connection connection, HeldLease watching, LatencyRule rule) {
        var aws = connection.aws();
        var step = new Watch(
                        aws,
                        session.records(aws),
                        session.versionProbe(connection),
                        session.candidateRoute(connection),
                        staged -> latency.watch(
                                session.journals(aws).baseline(staged.stageId()),
                                session.latencyMeter(connection, Map.of()),
                                rule,
                                session.progress()),
                        session.ticker(),
                        session.hooks().watching(bake),
                        watching::renew,
                        session.progress())
                .run();
        if (step instanceof WatchStep.Superseded superseded) {
            throw new LeaseBusyException(superseded.reason());
        }
        if (step instanceof WatchStep.Breach breach) {
            session.progress().say("rolling back: " + breach.reason());
            session.progress()
                    .say(Switches.rollback(
                                    session,
                                    connection,
                                    session.leaseSettings().patience(),
                                    Optional.of("watch: " + breach.reason()))
                            .run(new SwitchRequest.RollBack()));
            return ExitCode.ROLLED_BACK.value();
        }
        session.progress().say("watched for " + bake.toSeconds() + " s: all was well");
        return 0;
    }
}
