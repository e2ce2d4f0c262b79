package io.groundcheck.release.smoke;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs specs in tests and keeps what was printed. */
final class Runs {

    static final String TOKEN = "c4nary0TOKENc4nary1TOKENc4nary2TOKENc4nary3TOKENc4nary4TOKEN1234";

    private final StringWriter console = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private final Path reports;
    private Optional<String> version = Optional.empty();
    private Optional<String> digest = Optional.of(ServiceDouble.DIGEST);
    private Optional<String> filter = Optional.empty();
    private String features = "classpath:features";
    private boolean dryRun;
    private final Map<String, String> headers =
            new LinkedHashMap<>(Map.of("X-Candidate-Colour", "blue", "X-Candidate-Token", TOKEN));

    Runs(Path reports) {
        this.reports = reports;
    }

    Runs expectingDigest(Optional<String> digest) {
        this.digest = digest;
        return this;
    }

    Runs expectingVersion(String version) {
        this.version = Optional.of(version);
        return this;
    }

    Runs only(String tagFilter) {
        this.filter = Optional.of(tagFilter);
        return this;
    }

    Runs dry() {
        this.dryRun = true;
        return this;
    }

    Runs with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Runs header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Runs features(String path) {
        this.features = path;
        return this;
    }

    SmokeReport against(URI url) {
        var runner = new SmokeRunner(
                new PrintWriter(console),
                environment,
                Clock.systemUTC(),
                features,
                List.of("io.groundcheck.release.smoke.steps", "io.groundcheck.release.smoke.odd"));
        return runner.run(new SmokeRequest(url, headers, version, digest, filter, reports, dryRun));
    }

    String console() {
        return console.toString();
    }
}
