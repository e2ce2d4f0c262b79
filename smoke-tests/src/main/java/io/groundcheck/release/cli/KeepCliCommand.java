package io.groundcheck.release.cli;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.rollout.Candidate;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "keep-cli",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps this CLI's jar in the release bucket for a staging, so that rolling back compiles nothing.",
            "Asked for twice, it happens once. bin/fetch-cli fetches what belongs to the live release."
        },
        footer = {"", "Example: TARGET=fakecloud bin/release keep-cli --colour green"})
final class KeepCliCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--colour", description = "blue or green. Default: $COLOUR, or the idle colour.")
    private @Nullable Colour colour;

    @Option(names = "--jar", description = "The jar to keep. Default: the one that runs.")
    private @Nullable Path jar;

    KeepCliCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var file = jar == null ? own() : jar;
        var aws = session.connect().aws();
        var candidate = Candidate.choose(
                session.colour(colour),
                session.records(aws).read().value(),
                aws.loadBalancer().traffic());
        session.progress().say(session.keptClis(aws).keep(file, candidate.staged(), session.by()));
        return 0;
    }

    private static Path own() {
        try {
            var source = KeepCliCommand.class.getProtectionDomain().getCodeSource();
            var file = Path.of(source.getLocation().toURI());
            if (Files.isRegularFile(file)) {
                return file;
            }
            throw new ReleaseException(
                    ExitCode.USAGE, "this CLI runs from " + file + ", which is no jar; name one with --jar");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a code source is a URI", e);
        }
    }
}
