package io.groundcheck.release.cli;

import io.groundcheck.release.rollout.Retire;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "retire",
        mixinStandardHelpOptions = true,
        description = {
            "Scales the idle colour to zero, or to what is to be kept for a failover.",
            "At zero, rolling back to it ends."
        },
        footer = {"", "Example: TARGET=fakecloud bin/release retire --keep 1"})
final class RetireCommand implements Callable<Integer> {

    private final Session session;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--keep", defaultValue = "0", description = "How many tasks to keep. Default: ${DEFAULT-VALUE}.")
    private int keep;

    @Option(names = "--force", description = "Scale to zero although a late order may send traffic there.")
    private boolean force;

    @Option(names = "--dry-run", description = "Change nothing; print the AWS calls that would change something.")
    private boolean dryRun;

    RetireCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (keep < 0) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(), "--keep: expected 0 or more but was " + keep);
        }
        var aws = dryRun ? session.rehearse().aws() : session.connect().aws();
        new Retire(aws, session.records(aws), force, session.progress()).run(keep);
        return 0;
    }
}
