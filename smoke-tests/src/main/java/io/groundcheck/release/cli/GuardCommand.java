package io.groundcheck.release.cli;

import io.groundcheck.plan.Plan;
import io.groundcheck.plan.PlanException;
import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.gate.Verdict;
import io.groundcheck.release.guard.FoundationPlanGuard;
import io.groundcheck.release.guard.ReleasePlanGuard;
import io.groundcheck.release.state.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "guard",
        mixinStandardHelpOptions = true,
        description = {
            "Judges a saved plan and prints its SHA-256; apply must take that very file.",
            "A release plan may only change the idle colour's task definition and service, to the image of the record.",
            "With --foundation: a plan that takes away what carries traffic is refused while something is live."
        },
        footer = {
            "",
            "Example: terraform show -json blue.tfplan > blue.json"
                    + " && TARGET=fakecloud bin/release guard blue.tfplan --json blue.json"
        })
final class GuardCommand implements Callable<Integer> {

    private final Session session;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "PLAN", description = "The saved plan.")
    private Path plan = Path.of("");

    @Option(names = "--json", required = true, description = "The output of `terraform show -json PLAN`.")
    private Path json = Path.of("");

    @Option(names = "--foundation", description = "It is a plan of the foundation root.")
    private boolean foundation;

    @Option(names = "--allow-outage", description = "With --foundation: users may be without the service meanwhile.")
    private boolean allowOutage;

    GuardCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (allowOutage && !foundation) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(), "--allow-outage goes with --foundation only");
        }
        var bytes = read(plan);
        var verdict = foundation ? judgeFoundation(parse()) : judgeRelease(parse());
        if (verdict instanceof Verdict.Refused refused) {
            throw new GateRefusedException(refused);
        }
        session.out().println(sha256(bytes) + "  " + plan);
        return 0;
    }

    private Verdict judgeRelease(Plan parsed) {
        var connection = session.connect();
        var aws = connection.aws();
        return ReleasePlanGuard.judge(
                parsed,
                connection.foundation().name(),
                session.records(aws).read().value(),
                aws.loadBalancer().traffic());
    }

    private Verdict judgeFoundation(Plan parsed) {
        return FoundationPlanGuard.judge(parsed, allowOutage, this::traffic);
    }

    /** Without a contract nothing was ever built, so nothing is live. */
    private Traffic traffic() {
        return session.connectIfBuilt()
                .map(connection -> connection.aws().loadBalancer().traffic())
                .orElseGet(Traffic.Closed::new);
    }

    private Plan parse() {
        try {
            return Plan.parse(new String(read(json), java.nio.charset.StandardCharsets.UTF_8));
        } catch (PlanException e) {
            throw new ReleaseException(ExitCode.USAGE, json + ": " + e.getMessage(), e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ReleaseException(ExitCode.USAGE, file + " can't be read: " + e, e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
