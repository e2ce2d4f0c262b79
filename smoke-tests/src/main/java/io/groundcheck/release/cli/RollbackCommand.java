package io.groundcheck.release.cli;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.cutover.EmergencyRollback;
import io.groundcheck.release.cutover.SwitchRequest;
import io.groundcheck.release.cutover.SwitchSettings;
import io.groundcheck.release.cutover.VersionProbe;
import io.groundcheck.release.record.Colour;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = {
            "Puts live traffic back to the colour that was live before the last cutover, if it still runs that image.",
            "Asked for twice, it happens once. It never needs Terraform."
        },
        footer = {"", "Example: TARGET=fakecloud bin/release rollback"})
final class RollbackCommand implements Callable<Integer> {

    private final Session session;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(
            names = "--force",
            description = "If the release record can't be read, move traffic with the load balancer alone.")
    private boolean force;

    @Option(names = "--to", description = "With --force: blue or green. Default: the colour without traffic.")
    private @Nullable Colour to;

    @Option(
            names = "--lease-wait",
            defaultValue = "40s",
            description = "How long to wait for another holder of the lease. Default: ${DEFAULT-VALUE}.")
    private Duration leaseWait = Duration.ZERO;

    @Option(names = "--dry-run", description = "Change nothing; print the AWS calls that would change something.")
    private boolean dryRun;

    RollbackCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (to != null && !force) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(),
                    "--to goes with --force only: with the record, the record says where to");
        }
        session.progress().say(dryRun ? "would end with: " + rehearsed(session.rehearse()) : done(session.connect()));
        return 0;
    }

    private String done(Session.Connection connection) {
        var unreadable = recordProblem(connection);
        return unreadable.isPresent()
                ? withoutRecord(
                        connection,
                        unreadable.get(),
                        session.versionProbe(connection),
                        session.hooks().switching())
                : Switches.rollback(session, connection, leaseWait, Optional.empty())
                        .run(new SwitchRequest.RollBack());
    }

    private String rehearsed(Rehearsal rehearsal) {
        var connection = rehearsal.connection();
        var unreadable = recordProblem(connection);
        return unreadable.isPresent()
                ? withoutRecord(
                        connection,
                        unreadable.get(),
                        rehearsal.probe(session.versionProbe(connection)),
                        rehearsal.settings())
                : Switches.rehearse(session, rehearsal, leaseWait).run(new SwitchRequest.RollBack());
    }

    private Optional<ReleaseException> recordProblem(Session.Connection connection) {
        try {
            session.records(connection.aws()).read();
            return Optional.empty();
        } catch (ReleaseException e) {
            return Optional.of(e);
        }
    }

    private String withoutRecord(
            Session.Connection connection, ReleaseException why, VersionProbe probe, SwitchSettings settings) {
        if (!force) {
            throw new ReleaseException(
                    ExitCode.UNREACHABLE,
                    why.getMessage() + "\nTo move traffic without the record, with the load balancer alone: `release"
                            + " rollback --force --to COLOUR`; `release status` says which colour has it now",
                    why);
        }
        session.progress().say("the record can't be read: " + why.getMessage());
        return new EmergencyRollback(
                        connection.aws().loadBalancer(), probe, session.ticker(), settings, session.progress())
                .run(Optional.ofNullable(to));
    }
}
