package io.groundcheck.release.smoke;

import io.cucumber.core.feature.FeatureWithLines;
import io.cucumber.core.feature.GluePath;
import io.cucumber.core.options.RuntimeOptions;
import io.cucumber.core.options.RuntimeOptionsBuilder;
import io.cucumber.core.runtime.Runtime;
import io.cucumber.plugin.Plugin;
import io.cucumber.tagexpressions.TagExpressionException;
import io.cucumber.tagexpressions.TagExpressionParser;
import io.groundcheck.release.smoke.candidate.Candidate;
import io.groundcheck.release.smoke.candidate.CandidateUnreachable;
import io.groundcheck.release.smoke.candidate.Secrets;
import io.groundcheck.release.smoke.candidate.Session;
import io.groundcheck.release.smoke.candidate.VersionAnswer;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the smoke specs of this jar in this process, against one URL. It may be used more than once, and by several
 * threads: runs share nothing.
 */
public final class SmokeRunner {

    private static final String FEATURES = "classpath:features";
    private static final String STEPS = "io.groundcheck.release.smoke.steps";

    private final PrintWriter console;
    private final Map<String, String> environment;
    private final Clock clock;
    private final String features;
    private final List<String> glue;

    /** Prints nothing; the reports are written all the same. */
    public SmokeRunner() {
        this(new PrintWriter(Writer.nullWriter()));
    }

    /** @param console gets one line per scenario, and for a failure its requests and answers, secrets replaced */
    public SmokeRunner(PrintWriter console) {
        this(console, System.getenv(), Clock.systemUTC(), FEATURES, List.of(STEPS));
    }

    SmokeRunner(PrintWriter console, Map<String, String> environment, Clock clock, String features, List<String> glue) {
        this.console = console;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.features = features;
        this.glue = List.copyOf(glue);
    }

    /**
     * Runs the specs and says what became of each; {@code smoke.html} and {@code smoke.xml} are then in the report
     * directory. A scenario that fails is a result, not an exception.
     *
     * @throws SmokeUnreachableException if nothing answers at the URL
     * @throws IllegalArgumentException if the tag filter or a {@code SMOKE_…} variable cannot be read
     */
    public SmokeReport run(SmokeRequest request) {
        var started = clock.instant();
        var options = options(request);
        var settings = Settings.from(environment);
        var candidate = new Candidate(
                request.url(),
                request.headers(),
                request.expectedVersion(),
                request.expectedDigest(),
                settings.latencyBudget(),
                settings.readinessTimeout());
        var session = new Session(candidate);
        var observed = request.dryRun() ? Optional.<ObservedVersion>empty() : firstLook(session);

        var lines = new ConsoleReport(console, session);
        var collector = new ScenarioCollector(session.secrets(), request.dryRun(), lines::ended);
        var files = new ReportFiles(request.reportDirectory(), session.secrets());
        runCucumber(options, session, collector, files);

        var report = new SmokeReport(
                collector.results(),
                ExpectedScenarios.load(),
                SpecVersion.current(),
                request.tagFilter().isPresent() || request.expectedDigest().isEmpty(),
                request.dryRun(),
                observed,
                started,
                clock.instant());
        lines.summary(report, candidate);
        return report;
    }

    private RuntimeOptions options(SmokeRequest request) {
        var options = new RuntimeOptionsBuilder()
                .addFeature(FeatureWithLines.parse(features))
                .setDryRun(request.dryRun())
                .setPickleOrder(new SpecOrder())
                .setMonochrome()
                .setNoSummary()
                .setPublish(false)
                .setPublishQuiet(true);
        glue.forEach(name -> options.addGlue(GluePath.parse(name)));
        request.tagFilter().ifPresent(filter -> {
            try {
                options.addTagFilter(TagExpressionParser.parse(filter));
            } catch (TagExpressionException e) {
                throw new IllegalArgumentException("tag filter '" + filter + "': " + e.getMessage(), e);
            }
        });
        return options.build();
    }

    /** Before any scenario: whether somebody answers at all, and who. A tag filter cannot leave this out. */
    private static Optional<ObservedVersion> firstLook(Session session) {
        try {
            return session.firstLook() instanceof VersionAnswer.Known known
                    ? Optional.of(observed(known, session.secrets()))
                    : Optional.empty();
        } catch (CandidateUnreachable e) {
            throw new SmokeUnreachableException(e);
        }
    }

    /** What is seen goes into evidence, and a service may well echo what it was sent. */
    private static ObservedVersion observed(VersionAnswer.Known known, Secrets secrets) {
        return new ObservedVersion(
                secrets.redact(known.version()),
                secrets.redact(known.commit()),
                known.digest().map(secrets::redact),
                known.colour().map(secrets::redact));
    }

    private static void runCucumber(
            RuntimeOptions options, Session session, ScenarioCollector collector, ReportFiles files) {
        var plugins = new ArrayList<Plugin>(List.of(files.formatters()));
        plugins.add(collector);
        var objects = new ScenarioObjects(session);
        var cleanUp = CleanUpOnExit.begin(session);
        try {
            Runtime.builder()
                    .withRuntimeOptions(options)
                    .withClassLoader(SmokeRunner.class::getClassLoader)
                    .withObjectFactorySupplier(() -> objects)
                    .withAdditionalPlugins(plugins.toArray(Plugin[]::new))
                    .build()
                    .run();
        } finally {
            cleanUp.end();
            files.write();
        }
    }
}
