package io.groundcheck.release.cli;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.evidence.SmokeEvidence;
import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.Nonces;
import io.groundcheck.release.rollout.Candidate;
import io.groundcheck.release.smoke.ScenarioResult;
import io.groundcheck.release.smoke.SmokeReport;
import io.groundcheck.release.smoke.SmokeRequest;
import io.groundcheck.release.smoke.SmokeRunner;
import io.groundcheck.release.smoke.SmokeUnreachableException;
import io.groundcheck.release.smoke.Status;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "smoke",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the smoke specs against the staged version through the load balancer, and keeps the evidence.",
            "With --url (or CANDIDATE_URL): against any URL; that is never evidence. Identity is then compared with"
                    + " EXPECT_DIGEST or EXPECT_VERSION, if set."
        },
        footer = {
            "",
            "Examples: TARGET=fakecloud bin/release smoke",
            "          bin/release smoke --url http://localhost:8080"
        })
final class SmokeCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--colour", description = "blue or green. Default: $COLOUR, or the idle colour.")
    private @Nullable Colour colour;

    @Option(names = "--url", description = "Any URL instead of the staged version: nothing is kept, no gate opens.")
    private @Nullable URI url;

    @Option(names = "--tags", description = "A Cucumber tag expression. The evidence is then partial.")
    private @Nullable String tags;

    @Option(names = "--dry-run", description = "Only look whether every step is defined; send no request.")
    private boolean dryRun;

    @Option(
            names = "--report",
            description = "Folder for smoke.html and smoke.xml. Default: $OUT/smoke, or target/release/smoke.")
    private @Nullable Path report;

    SmokeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var free = url == null ? session.env().getOrDefault("CANDIDATE_URL", "") : url.toString();
        return free.isEmpty() ? smokeCandidate() : smokeUrl(free);
    }

    private int smokeUrl(String free) {
        var seen = run(request(
                uri(free),
                Map.of(),
                environment("EXPECT_VERSION"),
                environment("EXPECT_DIGEST").map(SmokeCommand::digest)));
        sayWhere();
        session.out().println("a run against a free URL is no evidence: it opens no gate");
        if (seen.dryRun() || (ran(seen) && seen.scenarios().stream().allMatch(SmokeCommand::hasPassed))) {
            return 0;
        }
        throw new GateRefusedException(GateId.SMOKE_FAILED, "not every scenario passed; see " + directory());
    }

    private static boolean ran(SmokeReport seen) {
        return !seen.scenarios().isEmpty();
    }

    private int smokeCandidate() {
        var connection = session.connect();
        var aws = connection.aws();
        var candidate = Candidate.choose(
                session.colour(colour),
                session.records(aws).read().value(),
                aws.loadBalancer().traffic());
        var staged = candidate.staged();
        // Read before the first request: if a task is replaced meanwhile, the gate sees that others were tested.
        var tasks = aws.containers().running(candidate.colour());
        var live = session.liveUrl(connection);
        session.out().println("smoke-testing " + staged.brief() + " on " + candidate.colour() + " at " + live);
        var seen = run(request(
                live,
                session.candidateRoute(connection).headers(candidate.colour()),
                Optional.of(staged.tag()),
                Optional.of(staged.digest().value())));
        var evidence = SmokeEvidence.of(
                seen, Nonces.random().get(), candidate.colour(), staged, live.toString(), tasks, session.by());
        sayWhere();
        session.out().println("evidence: " + session.keeper(aws).keep(evidence));
        if (SmokeEvidence.hasPassed(seen)) {
            return 0;
        }
        throw new GateRefusedException(
                GateId.SMOKE_FAILED,
                "not every expected scenario passed: " + staged.brief() + " on " + candidate.colour()
                        + " may not take traffic; see " + directory());
    }

    private SmokeRequest request(
            URI where, Map<String, String> headers, Optional<String> version, Optional<String> digest) {
        try {
            return new SmokeRequest(where, headers, version, digest, Optional.ofNullable(tags), directory(), dryRun);
        } catch (IllegalArgumentException e) {
            throw new ReleaseException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private SmokeReport run(SmokeRequest request) {
        session.ending().mayBeAtOnce(); // what a run has made is deleted by a shutdown hook
        try {
            return new SmokeRunner(session.out()).run(request);
        } catch (SmokeUnreachableException e) {
            throw new ReleaseException(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new ReleaseException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        } finally {
            session.ending().mustBeInOrder();
        }
    }

    private void sayWhere() {
        session.out().println("report in " + directory());
    }

    private Path directory() {
        return report == null ? Path.of(session.env().getOrDefault("OUT", "target/release"), "smoke") : report;
    }

    private Optional<String> environment(String name) {
        return Optional.of(session.env().getOrDefault(name, "")).filter(value -> !value.isEmpty());
    }

    private static boolean hasPassed(ScenarioResult scenario) {
        return scenario.status() == Status.PASSED;
    }

    private static String digest(String text) {
        try {
            return new Digest(text).value();
        } catch (IllegalArgumentException e) {
            throw new ReleaseException(ExitCode.USAGE, "EXPECT_DIGEST: " + e.getMessage(), e);
        }
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new ReleaseException(ExitCode.USAGE, "--url: expected a URL but was '" + text + "'", e);
        }
    }
}
