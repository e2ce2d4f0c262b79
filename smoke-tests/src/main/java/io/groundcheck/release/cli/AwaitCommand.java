package io.groundcheck.release.cli;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.rollout.Await;
import io.groundcheck.release.rollout.AwaitSettings;
import io.groundcheck.release.rollout.Candidate;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "await",
        mixinStandardHelpOptions = true,
        description = {
            "Waits until every task of a colour runs exactly the staged image, and its targets are healthy and ready.",
            "Prints ECS's events, why tasks ended, and the last 50 lines of their logs; gives up early on a crash loop."
        },
        footer = {"", "Example: TARGET=fakecloud bin/release await --colour green --timeout 5m"})
final class AwaitCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--colour", description = "blue or green. Default: $COLOUR, or the idle colour.")
    private @Nullable Colour colour;

    @Option(
            names = "--timeout",
            defaultValue = "10m",
            description = "Give up after this long (exit code 6). Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ZERO;

    AwaitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var connection = session.connect();
        var aws = connection.aws();
        var candidate = Candidate.choose(
                session.colour(colour),
                session.records(aws).read().value(),
                aws.loadBalancer().traffic());
        new Await(
                        aws,
                        session.candidateRoute(connection),
                        session.ticker(),
                        AwaitSettings.DEFAULT.waiting(timeout),
                        session.progress())
                .run(candidate.colour(), candidate.staged());
        return 0;
    }
}
