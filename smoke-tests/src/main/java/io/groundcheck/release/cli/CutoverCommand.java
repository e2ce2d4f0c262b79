package io.groundcheck.release.cli;

import io.groundcheck.release.cutover.Switch;
import io.groundcheck.release.cutover.SwitchRequest;
import io.groundcheck.release.latency.LatencyRule;
import io.groundcheck.release.record.Digest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "cutover",
        mixinStandardHelpOptions = true,
        description = {
            "Points live traffic at the colour that holds this image, if every gate is open.",
            "Killed at any moment, the same command finishes what was begun; run twice, it does nothing more.",
            "With --canary a part of requests goes there first, looked at as `watch` does; at the first breach none"
                    + " goes there any more, and the exit code is 5."
        },
        footer = {
            "",
            "Example: TARGET=fakecloud bin/release cutover --digest sha256:2c26b46b68ffc68ff99b453c1d3041341342"
                    + "2d706483bfa0f98a5e886266e7ae --canary 10 --step 5m"
        })
final class CutoverCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--digest", required = true, description = "The staged image: sha256:…")
    private @Nullable Digest digest;

    @Mixin
    private CanaryOptions canary = new CanaryOptions();

    @Mixin
    private LatencyOptions latency = new LatencyOptions();

    @Option(
            names = "--lease-wait",
            defaultValue = "40s",
            description = "How long to wait for another holder of the lease. Default: ${DEFAULT-VALUE}.")
    private Duration leaseWait = Duration.ZERO;

    @Option(names = "--dry-run", description = "Change nothing; print the AWS calls that would change something.")
    private boolean dryRun;

    CutoverCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var request = new SwitchRequest.CutOver(Objects.requireNonNull(digest), canary.percents());
        var step = canary.step();
        var rule = latency.rule(session.hooks().latency());
        var message = dryRun
                ? "would end with: "
                        + Switches.rehearse(session, session.rehearse(), leaseWait)
                                .run(request)
                : cutOver(session.connect(), step, rule).run(request);
        session.progress().say(message);
        return 0;
    }

    private Switch cutOver(Session.Connection connection, Duration step, LatencyRule rule) {
        return Switches.cutover(
                session, connection, leaseWait, new CandidateCanary(session, connection, step, latency, rule));
    }
}
