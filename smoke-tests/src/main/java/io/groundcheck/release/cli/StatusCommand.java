package io.groundcheck.release.cli;

import io.groundcheck.release.json.Json;
import io.groundcheck.release.status.StatusReader;
import io.groundcheck.release.status.StatusText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows what is live, what is staged, what is wrong and what to run next.",
        footer = {"", "Example: TARGET=fakecloud bin/release status --json | jq .live"})
final class StatusCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--json", description = "JSON for programs, schema 1.")
    private boolean json;

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var connection = session.connect();
        var aws = connection.aws();
        var status = new StatusReader(
                        aws,
                        connection.foundation(),
                        session.records(aws),
                        session.leases(aws, session.leaseSettings()),
                        session.journals(aws))
                .read();
        if (json) {
            session.out().print(Json.text(status));
        } else {
            StatusText.lines(status).forEach(session.out()::println);
        }
        return 0;
    }
}
