package io.groundcheck.release.cutover;

import io.groundcheck.release.AwsException;
import io.groundcheck.release.ExitCode;
import io.groundcheck.release.Progress;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.aws.LoadBalancer;
import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.state.TargetHealth;
import io.groundcheck.release.time.Ticker;
import java.util.Optional;

/**
 * Moves traffic with the load balancer alone, for when the release bucket is out of reach: no record, no lease, no
 * evidence. It says what it assumes.
 */
public final class EmergencyRollback {

    private final LoadBalancer loadBalancer;
    private final VersionProbe probe;
    private final Ticker ticker;
    private final SwitchSettings settings;
    private final Progress progress;

    public EmergencyRollback(
            LoadBalancer loadBalancer, VersionProbe probe, Ticker ticker, SwitchSettings settings, Progress progress) {
        this.loadBalancer = loadBalancer;
        this.probe = probe;
        this.ticker = ticker;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Moves traffic to a colour.
     *
     * @param asked where; empty: to the colour that doesn't have it now
     * @return what came of it
     * @throws GateRefusedException if it isn't clear where to, or no target there is healthy
     * @throws ReleaseException (exit code 6) if it was ordered but can't be seen
     */
    public String run(Optional<Colour> asked) {
        var traffic = loadBalancer.traffic();
        var to = asked.or(() -> traffic.target().map(Colour::other))
                .orElseThrow(() -> new GateRefusedException(
                        GateId.DRIFT,
                        "traffic goes to " + traffic + ": say where it is to go with --to blue or green"));
        if (traffic.isTo(to)) {
            return "traffic goes to " + to + " already; nothing was changed";
        }
        progress.say("without the record nobody can say what " + to + " runs: assuming it holds the version before."
                + " Running this again without --to would move traffic back");
        var healthy = loadBalancer.targets(to).stream()
                .filter(TargetHealth::isHealthy)
                .count();
        if (healthy == 0) {
            throw new GateRefusedException(
                    GateId.TARGETS_UNHEALTHY, "no target of " + to + " is healthy: traffic sent there would fail");
        }
        progress.say("forwarding live traffic to " + to + " (" + healthy + " healthy targets)");
        order(to);
        verify(to);
        return "traffic goes to " + to + ". The record doesn't know: once the bucket is back, run `release status`";
    }

    private void order(Colour to) {
        try {
            loadBalancer.forwardTo(to);
        } catch (AwsException e) {
            if (!e.outcomeUnknown()) {
                throw e;
            }
            progress.say("the load balancer gave no answer; looking at the rule instead");
        }
        var now = loadBalancer.traffic();
        if (!now.isTo(to)) {
            throw new ReleaseException(
                    ExitCode.UNREACHABLE,
                    "traffic goes to " + now + ", not to " + to + "; run it again with --to " + to);
        }
    }

    private void verify(Colour to) {
        var verifier = new Verifier(probe, ticker, settings);
        while (true) {
            var verification = verifier.look(answer -> answer.colour().equals(to.toString()));
            if (verification instanceof Verification.Seen) {
                probe.round().stream()
                        .limit(1)
                        .forEach(answer -> progress.say("users are answered by " + answer.text()));
                return;
            }
            if (verification instanceof Verification.TimedOut timedOut) {
                throw new ReleaseException(
                        ExitCode.TIMED_OUT,
                        "the rule forwards to " + to + ", but users don't see it yet: " + timedOut.detail());
            }
        }
    }
}
