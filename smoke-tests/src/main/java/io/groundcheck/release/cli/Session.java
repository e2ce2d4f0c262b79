package io.groundcheck.release.cli;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.Progress;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.aws.Aws;
import io.groundcheck.release.aws.EffectListener;
import io.groundcheck.release.aws.TellingAws;
import io.groundcheck.release.cutover.HttpVersionProbe;
import io.groundcheck.release.cutover.VersionProbe;
import io.groundcheck.release.evidence.EvidenceKeeper;
import io.groundcheck.release.evidence.EvidenceStore;
import io.groundcheck.release.foundation.Foundation;
import io.groundcheck.release.journal.JournalStore;
import io.groundcheck.release.kept.CliStore;
import io.groundcheck.release.latency.HttpLatencyProbe;
import io.groundcheck.release.latency.LatencyMeter;
import io.groundcheck.release.lease.LeaseSettings;
import io.groundcheck.release.lease.Leases;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Nonces;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.rehearsal.RehearsedAws;
import io.groundcheck.release.rollout.CandidateRoute;
import io.groundcheck.release.store.CompareAndSwap;
import io.groundcheck.release.time.Ticker;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one run of the command line works with. AWS is only asked once a command needs it. */
final class Session {

    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(3);

    private final Map<String, String> env;
    private final PrintWriter out;
    private final Connection.Opener opener;
    private final Ending ending;
    private final Ticker ticker;
    private @Nullable TestHooks hooks;

    Session(Map<String, String> env, PrintWriter out, Connection.Opener opener, Ending ending) {
        this.env = Map.copyOf(env);
        this.out = out;
        this.opener = opener;
        this.ending = ending;
        this.ticker = Ticker.system(ending.stop());
    }

    /** How this process may be asked to end. */
    Ending ending() {
        return ending;
    }

    /** What tests asked for in the environment; nothing on AWS. */
    TestHooks hooks() {
        var there = hooks;
        if (there == null) {
            there = TestHooks.from(env);
            hooks = there;
        }
        return there;
    }

    Map<String, String> env() {
        return env;
    }

    PrintWriter out() {
        return out;
    }

    Ticker ticker() {
        return ticker;
    }

    /** Lines for people, as they come. */
    Progress progress() {
        return line -> {
            out.println(line);
            out.flush();
        };
    }

    /** The command is done. */
    void end() {
        if (hooks != null) {
            hooks.end();
        }
    }

    /** Opens AWS; see {@link Connection.Opener#open}. Before each change to it, the process may be asked to end. */
    Connection connect() {
        var opened = opener.open(env);
        var tests = hooks();
        return opened.with(new TellingAws(opened.aws(), new EffectListener() {
            @Override
            public void before(String call) {
                ending.stop().check();
                tests.before(call);
            }

            @Override
            public void after(String call) {
                tests.after(call);
            }
        }));
    }

    /** AWS that is asked, and told nothing: each call that would change it is printed instead. */
    Rehearsal rehearse() {
        var opened = opener.open(env);
        var aws = new RehearsedAws(opened.aws(), call -> out.println("would call " + call));
        return new Rehearsal(opened.with(aws), aws);
    }

    /** Where users go: {@code LIVE_URL}, or what the contract says, seen from here. */
    URI liveUrl(Connection connection) {
        var override = env.getOrDefault("LIVE_URL", "");
        if (override.isEmpty()) {
            return connection.liveUrl().get();
        }
        try {
            return URI.create(override);
        } catch (IllegalArgumentException e) {
            throw new ReleaseException(ExitCode.USAGE, "LIVE_URL: expected a URL but was '" + override + "'", e);
        }
    }

    /** AWS, or nothing if no foundation of that name was ever built there. */
    Optional<Connection> connectIfBuilt() {
        try {
            return Optional.of(connect());
        } catch (NoFoundationException e) {
            return Optional.empty();
        }
    }

    /** The colour that was asked for: by option, else by {@code COLOUR}. */
    Optional<Colour> colour(@Nullable Colour option) {
        if (option != null) {
            return Optional.of(option);
        }
        var named = env.getOrDefault("COLOUR", "");
        try {
            return named.isEmpty() ? Optional.empty() : Optional.of(Colour.of(named));
        } catch (IllegalArgumentException e) {
            throw new ReleaseException(ExitCode.USAGE, "COLOUR: " + e.getMessage(), e);
        }
    }

    /** The way to a colour that takes no traffic. */
    CandidateRoute candidateRoute(Connection connection) {
        var parameter = connection.foundation().tokenParameter();
        var token = connection
                .aws()
                .parameters()
                .readSecret(parameter)
                .orElseThrow(() -> new ReleaseException(
                        ExitCode.UNREACHABLE,
                        "there is no candidate token at the SSM parameter " + parameter + "; run `make infra-up`"));
        return new CandidateRoute(liveUrl(connection), token);
    }

    /** Who answers users. */
    VersionProbe versionProbe(Connection connection) {
        return new HttpVersionProbe(liveUrl(connection), PROBE_TIMEOUT);
    }

    /** How fast users are answered; with the headers of a candidate, how fast that answers. */
    LatencyMeter latencyMeter(Connection connection, Map<String, String> headers) {
        return new LatencyMeter(new HttpLatencyProbe(liveUrl(connection), headers, PROBE_TIMEOUT, ticker), ticker);
    }

    /** Who runs this, for the record: in a workflow the actor and the run, else user and host. */
    String by() {
        return Caller.from(env);
    }

    /** How leases are taken. */
    LeaseSettings leaseSettings() {
        return hooks().lease();
    }

    /** The lease that a running watch holds. */
    Leases watchLeases(Aws aws) {
        return new Leases(aws.objects(), writes(aws), ticker, Nonces.random(), leaseSettings(), Leases.WATCH_KEY);
    }

    RecordStore records(Aws aws) {
        return new RecordStore(aws.objects(), writes(aws), Nonces.random());
    }

    EvidenceStore evidence(Aws aws) {
        return new EvidenceStore(aws.objects(), writes(aws));
    }

    EvidenceKeeper keeper(Aws aws) {
        return new EvidenceKeeper(evidence(aws), records(aws));
    }

    JournalStore journals(Aws aws) {
        return new JournalStore(aws.objects(), writes(aws));
    }

    CliStore keptClis(Aws aws) {
        return new CliStore(aws.objects(), writes(aws));
    }

    Leases leases(Aws aws, LeaseSettings settings) {
        return new Leases(aws.objects(), writes(aws), ticker, Nonces.random(), settings);
    }

    private CompareAndSwap writes(Aws aws) {
        return new CompareAndSwap(aws.objects(), ticker);
    }

    /**
     * AWS for one foundation.
     *
     * @param liveUrl where users go; asked late, because there may be no load balancer any more
     */
    record Connection(Foundation foundation, Aws aws, Supplier<URI> liveUrl) {

        /** The same with somebody between it and AWS. */
        Connection with(Aws between) {
            return new Connection(foundation, between, liveUrl);
        }

        /** Opens AWS for the foundation that the environment names. */
        @FunctionalInterface
        interface Opener {
            /**
             * Reads the contract.
             *
             * @throws ReleaseException if the environment names no target, the target can't be reached, or there is no
             *     contract there
             */
            Connection open(Map<String, String> env);
        }
    }
}
