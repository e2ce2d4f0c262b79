package io.groundcheck.infrastructure.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.http.HttpProbe;
import io.groundcheck.http.Load;
import io.groundcheck.http.LoadResult;
import io.groundcheck.http.Request;
import io.groundcheck.http.Response;
import io.groundcheck.http.Sample;
import io.groundcheck.report.TrafficReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Users of the live URL: who answers them, and whether anybody ever answers wrongly. */
final class LiveTraffic {

    private static final Logger LOG = LoggerFactory.getLogger(LiveTraffic.class);
    private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]*)\"");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration AROUND_A_SWITCH = Duration.ofSeconds(2);
    private static final int CONNECTIONS = 8;

    /** Linux shares the processor out among sessions: this is how much the session that writes here wants, 19 the least. */
    private static final Path SHARE_OF_THIS_SESSION = Path.of("/proc/self/autogroup");

    /**
     * A switch that was asked for.
     *
     * @param name for the report
     * @param from the version that answers before
     * @param to the version that answers afterwards
     */
    record Switch(String name, String from, String to, long askedNanos, long returnedNanos) {}

    private final URI url;
    private final Load.Running running;
    private final List<Switch> switches = new ArrayList<>();
    private final long startedNanos = System.nanoTime();

    private LiveTraffic(URI url, Load.Running running) {
        this.url = url;
        this.running = running;
    }

    /**
     * Starts eight keep-alive connections that send back to back and never repeat a request. Users have machines of their
     * own: here they get what the commands, which are sessions of their own, leave of the processor.
     */
    static LiveTraffic start(URI url) throws IOException {
        yieldToCommands(19);
        return new LiveTraffic(
                url,
                Load.on(url)
                        .connections(CONNECTIONS)
                        .request(Request.get("/version"))
                        .timeout(TIMEOUT)
                        .attributedBy(LiveTraffic::version)
                        .start());
    }

    /** One request over a new connection. */
    static Response ask(URI url, String path) throws IOException {
        return HttpProbe.once(url, HttpProbe.addresses(url).get(0), Request.get(path), TIMEOUT);
    }

    static String version(Response response) {
        Matcher matcher = VERSION.matcher(response.body());
        if (!matcher.find()) {
            throw new IllegalArgumentException("no version in " + response.body());
        }
        return matcher.group(1);
    }

    URI url() {
        return url;
    }

    void switched(String name, String from, String to, Step step) {
        switches.add(new Switch(name, from, to, step.askedNanos(), step.returnedNanos()));
    }

    List<Switch> switches() {
        return List.copyOf(switches);
    }

    LoadResult soFar() {
        return running.soFar();
    }

    LoadResult stop() throws InterruptedException {
        yieldToCommands(0);
        return running.stop();
    }

    /** Elsewhere, or where the kernel was told to do otherwise, the run takes longer, no more. */
    private static void yieldToCommands(int nice) {
        try {
            Files.writeString(SHARE_OF_THIS_SESSION, String.valueOf(nice), StandardOpenOption.WRITE);
        } catch (IOException e) {
            LOG.debug("the load takes its full share of the processor: {}", e.toString());
        }
    }

    /** Lets the load run on until it is dense enough around the last switch. */
    void afterTheLastSwitch() {
        long returned = switches.get(switches.size() - 1).returnedNanos();
        Awaitility.await("load after the last switch")
                .atMost(Duration.ofSeconds(30))
                .until(() -> System.nanoTime() - returned > AROUND_A_SWITCH.toNanos());
    }

    /** Draws who answered over time, with every switch marked. */
    Path report(LoadResult result, Path file) throws IOException {
        TrafficReport report = TrafficReport.of("Who answered during the journey", result);
        for (Switch each : switches) {
            report = report.mark(each.name() + " asked", each.askedNanos())
                    .mark(each.name() + " returned", each.returnedNanos());
        }
        return report.writeTo(file);
    }

    /** Ends the load without judging it, for a run that failed already. */
    void close() {
        yieldToCommands(0);
        running.close();
    }

    /** Between two moments nobody but {@code version} answered, and somebody did. */
    void onlyAnswers(String version, long fromNanos, long untilNanos) {
        List<Sample> sent = soFar().sentBetween(fromNanos, untilNanos);
        assertThat(sent)
                .as("requests sent while only %s should answer", version)
                .isNotEmpty();
        assertThat(sent.stream()
                        .filter(sample -> !sample.answeredBy().equals(Optional.of(version)))
                        .limit(5))
                .as("answers by anybody but %s, of %s requests", version, sent.size())
                .isEmpty();
    }

    /**
     * No request failed; no new version answered a request sent before its switch was asked for, and no old one a
     * request sent after the switch returned; and the load was dense enough around each switch to have seen it.
     */
    void judge(LoadResult result) {
        assertThat(result.failures())
                .as("failed requests of %s", result.total())
                .isEmpty();
        long from = startedNanos;
        for (Switch each : switches) {
            onlyAnswers(each.from(), from, each.askedNanos());
            assertThat(result.sentWithin(AROUND_A_SWITCH, each.returnedNanos()))
                    .as("requests within %s of the end of: %s", AROUND_A_SWITCH, each.name())
                    .hasSizeGreaterThanOrEqualTo(200);
            from = each.returnedNanos();
        }
        onlyAnswers(switches.get(switches.size() - 1).to(), from, System.nanoTime());
    }
}
