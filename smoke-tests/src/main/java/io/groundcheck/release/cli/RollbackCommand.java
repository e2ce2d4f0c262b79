package io.groundcheck.release.cli;

import io.groundcheck.release.cutover.SwitchRequest;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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

    @Option(
            names = "--lease-wait",
            defaultValue = "40s",
            description = "How long to wait for another holder of the lease. Default: ${DEFAULT-VALUE}.")
    private Duration leaseWait = Duration.ZERO;

    RollbackCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var connection = session.connect();
        session.progress().say(Switches.create(session, connection, leaseWait).run(new SwitchRequest.RollBack()));
        return 0;
    }
}
