package io.groundcheck.release.cli;

import io.groundcheck.plan.Plan;
import io.groundcheck.plan.PlanException;
import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.evidence.StoredEvidence;
import io.groundcheck.release.kept.ReportStore;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.report.ReleaseReport;
import io.groundcheck.release.rollout.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the release report, one HTML file: what was staged, what the smoke runs saw, the switches, alarms.",
            "It is kept in the release bucket too, under reports/; asked for again, it is written anew."
        },
        footer = {"", "Example: TARGET=fakecloud bin/release report --plan target/release/green.json"})
final class ReportCommand implements Callable<Integer> {

    /** Enough to hold every switch of one staging; each is one read. */
    private static final int JOURNALS = 50;

    private final Session session;

    @Option(names = "--colour", description = "blue or green. Default: $COLOUR, or the live colour.")
    private @Nullable Colour colour;

    @Option(names = "--plan", description = "The output of `terraform show -json` of the plan that was applied.")
    private @Nullable Path plan;

    @Option(
            names = "--file",
            description = "Where to write it. Default: $OUT/report.html, or target/release/report.html.")
    private @Nullable Path file;

    @Option(names = "--no-keep", description = "Only write the file.")
    private boolean local;

    ReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var connection = session.connect();
        var aws = connection.aws();
        var record = session.records(aws).read().value();
        var subject = Candidate.choose(
                session.colour(colour).or(record::live),
                record,
                aws.loadBalancer().traffic());
        var report = ReleaseReport.of(connection.foundation().name(), subject.colour(), subject.staged())
                .evidence(session.evidence(aws).of(subject.staged().stageId()).stream()
                        .map(StoredEvidence::evidence)
                        .toList())
                .journals(session.journals(aws).newest(JOURNALS))
                .alarms(aws.alarms().states());
        if (plan != null) {
            report.plan(parse(plan));
        }
        var written = write(report);
        session.progress().say("report of " + subject.staged().brief() + ": " + written);
        if (!local) {
            session.progress()
                    .say("kept: "
                            + new ReportStore(aws.objects())
                                    .keep(subject.staged().stageId(), read(written)));
        }
        return 0;
    }

    private Path write(ReleaseReport report) {
        var target = file == null ? Path.of(session.env().getOrDefault("OUT", "target/release"), "report.html") : file;
        try {
            return report.writeTo(target);
        } catch (IOException e) {
            throw new ReleaseException(ExitCode.USAGE, target + " can't be written: " + e, e);
        }
    }

    private static Plan parse(Path json) {
        try {
            return Plan.parse(new String(read(json), java.nio.charset.StandardCharsets.UTF_8));
        } catch (PlanException e) {
            throw new ReleaseException(ExitCode.USAGE, json + ": " + e.getMessage(), e);
        }
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new ReleaseException(ExitCode.USAGE, path + " can't be read: " + e, e);
        }
    }
}
