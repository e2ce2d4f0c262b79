package io.groundcheck.release.cli;

import io.groundcheck.release.cutover.Canary;
import io.groundcheck.release.cutover.CanaryWatch;
import io.groundcheck.release.latency.Baseline;
import io.groundcheck.release.latency.LatencyRule;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.Pending;
import io.groundcheck.release.watch.CanaryLooks;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks after a canary, once there is one: most cutovers need neither the candidate's token nor an alarm's state. */
final class CandidateCanary implements CanaryWatch {

    private final Session session;
    private final Session.Connection connection;
    private final Duration step;
    private final LatencyOptions latency;
    private final LatencyRule rule;
    private @Nullable CanaryLooks looks;

    CandidateCanary(
            Session session, Session.Connection connection, Duration step, LatencyOptions latency, LatencyRule rule) {
        this.session = session;
        this.connection = connection;
        this.step = step;
        this.latency = latency;
        this.rule = rule;
    }

    @Override
    public Canary look(Pending pending, Digest old, Optional<Baseline> baseline) {
        var there = looks;
        if (there == null) {
            there = create();
            looks = there;
        }
        return there.look(pending, old, baseline);
    }

    private CanaryLooks create() {
        var aws = connection.aws();
        var route = session.candidateRoute(connection);
        return new CanaryLooks(
                session.versionProbe(connection),
                route,
                (pending, measured) -> latency.watch(
                        measured.or(() -> session.journals(aws).baseline(pending.stageId())),
                        session.latencyMeter(connection, route.headers(pending.to())),
                        rule,
                        session.progress()),
                aws.alarms(),
                session.ticker(),
                session.hooks().watching(step),
                session.progress());
    }
}
