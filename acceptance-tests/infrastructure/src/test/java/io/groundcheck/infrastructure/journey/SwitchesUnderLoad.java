package io.groundcheck.infrastructure.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.http.Load;
import io.groundcheck.http.LoadResult;
import io.groundcheck.http.Request;
import io.groundcheck.http.Sample;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rollbacks and cutovers in turns, fifty by default, under everything users do: connections that are kept and sent on
 * back to back, connections opened for one request each, and uploads over a slow line that are on their way when the
 * traffic moves. Run by {@code make test-soak} alone; it ends after some ten minutes, whatever happens.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwitchesUnderLoad {

    private static final Logger LOG = LoggerFactory.getLogger(SwitchesUnderLoad.class);
    private static final String V1 = "v1.0.0";
    private static final String V2 = "v2.0.0";
    private static final int SWITCHES = Integer.getInteger("groundcheck.soak.switches", 50);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SLOW = Duration.ofSeconds(3);

    private final Road road;

    SwitchesUnderLoad() throws IOException, InterruptedException {
        road = Road.open("soak");
    }

    @AfterAll
    void end() throws Exception {
        road.end();
    }

    @Test
    void nobody_is_failed_and_everybody_sees_each_switch() throws Exception {
        road.make("infra-up").succeeded();
        road.make("release", "TAG=" + V1).succeeded();
        road.make("release", "TAG=" + V2).succeeded();
        String digest = road.handedOn("image.env", "digest");
        URI url = road.liveUrl("connections");

        LiveTraffic traffic = LiveTraffic.start(url);
        Load.Running fresh = fresh(url);
        Load.Running uploads = uploads(url);
        try {
            for (int i = 0; i < SWITCHES; i++) {
                boolean back = i % 2 == 0;
                Step step = (back ? road.make("rollback") : road.make("cutover", "DIGEST=" + digest)).succeeded();
                traffic.switched((back ? "rollback " : "cutover ") + i, back ? V2 : V1, back ? V1 : V2, step);
                // without it nobody would be asked between the end of one command and the start of the next
                traffic.afterTheLastSwitch();
            }
            LoadResult kept = traffic.stop();
            LoadResult single = fresh.stop();
            LoadResult slow = uploads.stop();
            tell(traffic, kept, single, slow);
            traffic.judge(kept);
            assertThat(single.failures())
                    .as("failed of %s on a new connection", single.total())
                    .isEmpty();
            assertThat(slow.failures())
                    .as("failed of %s slow uploads", slow.total())
                    .isEmpty();
            for (LiveTraffic.Switch each : traffic.switches()) {
                assertThat(onItsWay(slow, each))
                        .as("uploads that were on their way during %s", each.name())
                        .isNotEmpty();
                assertThat(sentUntilTheNext(single, each, traffic.switches()))
                        .as("answers on new connections after %s", each.name())
                        .isNotEmpty()
                        .allSatisfy(sample -> assertThat(sample.answeredBy()).contains(each.to()));
            }
        } finally {
            traffic.close();
            fresh.close();
            uploads.close();
        }
    }

    private static Load.Running fresh(URI url) throws IOException {
        return Load.on(url)
                .connections(2)
                .requestsPerConnection(1)
                .request(Request.get("/version"))
                .timeout(TIMEOUT)
                .attributedBy(LiveTraffic::version)
                .start();
    }

    private static Load.Running uploads(URI url) throws IOException {
        String person = "{\"name\": \"Slow Line\", \"email\": \"slow@example.com\"}";
        return Load.on(url)
                .connections(6)
                .request(Request.postJson("/people", person))
                .pausingInBody(SLOW)
                .timeout(TIMEOUT)
                .start();
    }

    private static List<Sample> onItsWay(LoadResult load, LiveTraffic.Switch during) {
        return load.samples().stream()
                .filter(sample ->
                        sample.sentNanos() < during.returnedNanos() && sample.endedNanos() > during.askedNanos())
                .toList();
    }

    private static List<Sample> sentUntilTheNext(
            LoadResult load, LiveTraffic.Switch after, List<LiveTraffic.Switch> all) {
        int next = all.indexOf(after) + 1;
        long until = next < all.size() ? all.get(next).askedNanos() : Long.MAX_VALUE;
        return load.sentBetween(after.returnedNanos(), until);
    }

    /** From the command's start to the last answer that the old version gave, and to the command's end. */
    private static void tell(LiveTraffic traffic, LoadResult kept, LoadResult single, LoadResult slow)
            throws IOException {
        var text = new StringBuilder("""
                | switch | how many | traffic moved, p50 | p99 | command returned, p50 | p99 |
                |---|---|---|---|---|---|
                """);
        for (String kind : List.of("rollback", "cutover")) {
            List<LiveTraffic.Switch> of = traffic.switches().stream()
                    .filter(each -> each.name().startsWith(kind))
                    .toList();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.2f s | %.2f s | %.2f s | %.2f s |%n",
                    kind,
                    of.size(),
                    share(of, 0.5, each -> moved(kept, each)),
                    share(of, 0.99, each -> moved(kept, each)),
                    share(of, 0.5, each -> (each.returnedNanos() - each.askedNanos()) / 1e9),
                    share(of, 0.99, each -> (each.returnedNanos() - each.askedNanos()) / 1e9)));
        }
        text.append(String.format(
                Locale.ROOT,
                "%n%d requests on 8 kept connections, %d on new ones, %d slow uploads; failed: %d, %d, %d.%n",
                kept.total(),
                single.total(),
                slow.total(),
                kept.failures().size(),
                single.failures().size(),
                slow.failures().size()));
        Path reports = Files.createDirectories(Path.of("target", "groundcheck-report"));
        Files.writeString(reports.resolve("soak.md"), text);
        LOG.info("{}(drawn in {})", text, traffic.report(kept, reports.resolve("soak.html")));
    }

    private static double moved(LoadResult load, LiveTraffic.Switch each) {
        Optional<Long> lastOld = load.sentBetween(each.askedNanos(), each.returnedNanos()).stream()
                .filter(sample -> sample.answeredBy().equals(Optional.of(each.from())))
                .map(Sample::endedNanos)
                .max(Long::compare);
        return (lastOld.orElse(each.askedNanos()) - each.askedNanos()) / 1e9;
    }

    private static double share(List<LiveTraffic.Switch> of, double share, ToDoubleFunction<LiveTraffic.Switch> what) {
        var sorted =
                new ArrayList<>(of.stream().mapToDouble(what).sorted().boxed().toList());
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
    }
}
