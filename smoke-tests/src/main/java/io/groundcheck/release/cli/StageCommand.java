package io.groundcheck.release.cli;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.aws.Aws;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.Nonces;
import io.groundcheck.release.rollout.Stage;
import io.groundcheck.release.rollout.StageRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "stage",
        mixinStandardHelpOptions = true,
        description = {
            "Writes into the record what the idle colour is to run. Terraform then makes it so.",
            "If the idle colour is the one a rollback would go to, rolling back ends here."
        },
        footer = {
            "",
            "Example: TARGET=fakecloud bin/release stage --tag v1.2.3 --digest sha256:2c26b46b68ffc68ff99b453c1d"
                    + "30413413422d706483bfa0f98a5e886266e7ae --output target/release/stage.env"
        })
final class StageCommand implements Callable<Integer> {

    private static final int STAGE_ID_LENGTH = 13;

    private final Session session;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--tag", required = true, description = "The release's tag in the image repository.")
    private String tag = "";

    @Option(names = "--digest", required = true, description = "The image that tag names: sha256:…")
    private @Nullable Digest digest;

    @Option(names = "--desired-count", description = "How many tasks. Default: as many as the live colour runs, or 2.")
    private @Nullable Integer desiredCount;

    @Option(names = "--again", description = "Stage the same digest once more, as a new attempt.")
    private boolean again;

    @Option(names = "--output", description = "Append colour=, digest= and stage_id= to this file.")
    private @Nullable Path output;

    @Option(
            names = "--force",
            description = "Stage although the live version is being watched, or a late order may arrive.")
    private boolean force;

    @Option(names = "--dry-run", description = "Change nothing; print the AWS calls that would change something.")
    private boolean dryRun;

    StageCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (desiredCount != null && desiredCount < 1) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(),
                    "--desired-count: expected 1 or more but was " + desiredCount);
        }
        var aws = dryRun ? session.rehearse().aws() : session.connect().aws();
        var stage = new Stage(
                aws,
                session.records(aws),
                () -> Nonces.random().get().substring(0, STAGE_ID_LENGTH),
                () -> watching(aws),
                force,
                session.progress());
        var result = stage.run(new StageRequest(
                tag, java.util.Objects.requireNonNull(digest), Optional.ofNullable(desiredCount), again));
        if (output != null && !dryRun) {
            append(output, result);
        }
        return 0;
    }

    private Optional<String> watching(Aws aws) {
        var leases = session.watchLeases(aws);
        leases.read()
                .filter(lease -> !lease.value().isFree())
                .ifPresent(lease -> session.progress()
                        .say("a watch by " + lease.value().holder().orElse("somebody")
                                + " is on record; looking whether it still runs"));
        return leases.alive().map(lease -> lease.holder().orElse("somebody"));
    }

    private static void append(Path file, Stage.Result result) {
        try {
            var parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(
                    file,
                    "colour=" + result.colour() + "\ndigest=" + result.staged().digest() + "\nstage_id="
                            + result.staged().stageId() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ReleaseException(ExitCode.USAGE, "--output: " + file + " can't be written: " + e.getMessage(), e);
        }
    }
}
