package io.groundcheck.release.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.plan.Plan;
import io.groundcheck.release.report.Chromium.Opened;
import io.groundcheck.release.report.Chromium.Scheme;
import io.groundcheck.report.Answer;
import io.groundcheck.report.Traffic;
import io.groundcheck.report.TrafficReport;
import io.groundcheck.report.run.Outcome;
import io.groundcheck.report.run.RunReport;
import io.groundcheck.report.run.TestRecorder;
import io.groundcheck.terraform.ApplyCommand;
import io.groundcheck.terraform.Diagnostic;
import io.groundcheck.terraform.Event;
import io.groundcheck.terraform.InitCommand;
import io.groundcheck.terraform.Outputs;
import io.groundcheck.terraform.PlanCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/** Every report, opened in a real browser without a network, light and dark. */
class ReportsInBrowserTest {

    private static final int WIDTH = 1280;
    private static final Colour PAPER = new Colour(0xffffff, 0x14171c);
    private static final Colour FIRST_VERSION = new Colour(0x2f6fd0, 0x6ea3f5);
    private static final Colour SECOND_VERSION = new Colour(0xc07a00, 0xf0b04a);
    private static final Colour FAILED = new Colour(0xb3202c, 0xff7f85);
    private static final Colour GOOD = new Colour(0x1a7034, 0x62c97d);

    /** A colour of page.css, without transparency. */
    private record Colour(int light, int dark) {
        int in(Scheme scheme) {
            return scheme == Scheme.LIGHT ? light : dark;
        }
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void the_traffic_report(Scheme scheme) throws Exception {
        var answers = new ArrayList<>(Documents.traffic().answers());
        for (int i = 0; i < 40; i++) {
            answers.add(new Answer(40_600_000L + i * 10_000L, 900, Optional.empty(), Optional.of("connection reset")));
        }
        Instant started = Documents.traffic().started();
        Path page = TrafficReport.of("Traffic through the journey", new Traffic(started, answers))
                .mark("cutover asked", started.plusMillis(40_000))
                .mark("cutover returned", started.plusMillis(43_900))
                .mark("rollback asked", started.plusMillis(80_000))
                .mark("rollback returned", started.plusMillis(82_300))
                .writeTo(folder.resolve("traffic.html"));

        Opened opened = open(page, scheme, 2400);

        assertLooksRight(opened, scheme);
        assertThat(opened.dom()).contains("cutover asked", "connection reset", "40 failed.");
        assertThat(painted(opened, FIRST_VERSION.in(scheme))).isGreaterThan(50_000);
        assertThat(painted(opened, SECOND_VERSION.in(scheme))).isGreaterThan(50_000);
        assertThat(painted(opened, FAILED.in(scheme))).isGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource
    void the_report_of_a_test_run(Scheme scheme) throws Exception {
        Opened opened = open(aRun().writeTo(folder.resolve("run.html")), scheme, 3200);

        assertLooksRight(opened, scheme);
        assertThat(opened.dom())
                .contains("1 failed", "spreads subnets over two zones", "main.tf:7, in module")
                .contains("~ desired_count: 1 -&gt; 2")
                .doesNotContain("canary");
        assertThat(painted(opened, GOOD.in(scheme))).isGreaterThan(5_000);
        assertThat(painted(opened, FAILED.in(scheme))).isGreaterThan(500);
    }

    @ParameterizedTest
    @EnumSource
    void the_release_report(Scheme scheme) throws Exception {
        Path page = Documents.report().plan(plan()).writeTo(folder.resolve("release.html"));

        Opened opened = open(page, scheme, 6400);

        assertLooksRight(opened, scheme);
        assertThat(opened.dom())
                .contains("Epoch 12: cutover from blue (v1.0.0) to green")
                .contains("10 of 10 expected scenarios passed")
                .contains("p99 was 1.4 s for 3 of 3 minutes")
                .doesNotContain("canary");
        assertThat(painted(opened, FIRST_VERSION.in(scheme))).isGreaterThan(50_000);
        assertThat(painted(opened, SECOND_VERSION.in(scheme))).isGreaterThan(50_000);
    }

    /** The harness itself: a page that fetches and a page that fails must be seen to. */
    @Test
    void a_page_that_fetches_something_or_fails_is_noticed() throws Exception {
        Path page = folder.resolve("bad.html");
        Files.writeString(
                page,
                "<!DOCTYPE html><title>t</title><script>throw new Error('broken')</script>"
                        + "<img src='http://example.test/picture.png'>");

        Opened opened = open(page, Scheme.LIGHT, 600);

        assertThat(opened.console()).anyMatch(line -> line.contains("broken"));
        assertThat(opened.fetched()).containsExactly("http://example.test/picture.png");
    }

    /** The content security policy: markup that got past the escaping could still do nothing. */
    @Test
    void a_script_that_got_into_a_report_does_not_run() throws Exception {
        Path page = Documents.report().writeTo(folder.resolve("release.html"));
        String html = Files.readString(page);
        Files.writeString(page, html.replace("<main>", "<main><script>document.title = 'taken over'</script>"));

        Opened opened = open(page, Scheme.LIGHT, 600);

        assertThat(opened.dom()).contains("<title>connections v2.0.0</title>");
        assertThat(opened.console()).anyMatch(line -> line.contains("Content Security Policy"));
    }

    @Test
    void without_a_browser_the_test_has_not_run_and_says_so() {
        assertThatThrownBy(() -> Chromium.find(folder, Map.of("PATH", folder.toString())))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage(
                        "no browser: none of [chromium, chromium-browser, google-chrome] is on PATH. Install one, on"
                                + " Debian with: apt-get install chromium");
    }

    @Test
    void without_a_browser_the_test_fails_where_everything_is_required() {
        assertThatThrownBy(() -> Chromium.find(folder, Map.of("PATH", folder.toString(), "GROUNDCHECK_REQUIRE", "all")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("apt-get install chromium");
    }

    private Opened open(Path page, Scheme scheme, int height) throws IOException, InterruptedException {
        Opened opened = Chromium.find(folder, System.getenv()).open(page, scheme, WIDTH, height);
        String keep = System.getProperty("groundcheck.pictures", "");
        if (!keep.isEmpty()) {
            ImageIO.write(
                    opened.image(),
                    "png",
                    Files.createDirectories(Path.of(keep))
                            .resolve(page.getFileName() + "-" + scheme + ".png")
                            .toFile());
        }
        return opened;
    }

    /** No complaint, the scheme's own background, text that contrasts, and nothing wider than the window. */
    private static void assertLooksRight(Opened opened, Scheme scheme) {
        assertThat(opened.console()).isEmpty();
        assertThat(opened.fetched()).isEmpty();
        int paper = PAPER.in(scheme);
        for (int y = 0; y < opened.image().getHeight(); y += 7) {
            assertThat(opened.image().getRGB(WIDTH - 3, y) & 0xffffff)
                    .as("the right margin at " + y + " is empty: nothing is wider than the page")
                    .isEqualTo(paper);
        }
        Set<Integer> colours = new TreeSet<>();
        for (int x = 0; x < WIDTH; x++) {
            colours.add(opened.image().getRGB(x, 45) & 0xffffff);
        }
        assertThat(colours).as("the heading is drawn").hasSizeGreaterThan(3);
    }

    private static long painted(Opened opened, int colour) {
        long pixels = 0;
        for (int y = 0; y < opened.image().getHeight(); y++) {
            for (int x = 0; x < WIDTH; x++) {
                if ((opened.image().getRGB(x, y) & 0xffffff) == colour) {
                    pixels++;
                }
            }
        }
        return pixels;
    }

    private static RunReport aRun() throws IOException {
        var clock = new MovingClock();
        var report = new RunReport("Infrastructure tests", clock);
        TestRecorder network =
                report.test("1", "io.groundcheck.infrastructure.NetworkTest", "spreads subnets over two zones");
        InitCommand init = InitCommand.init();
        network.started(init);
        clock.pass(1.4);
        network.ended(init, 0, Duration.ofMillis(1400));
        PlanCommand planned = PlanCommand.into(Path.of("plan"), List.of());
        network.started(planned);
        clock.pass(3.1);
        network.ended(planned, 0, Duration.ofMillis(3100));
        network.planned(plan());
        ApplyCommand apply = ApplyCommand.saved(Path.of("plan"));
        network.started(apply);
        network.told(apply, event("apply_start", "aws_lb.this"));
        clock.pass(4.2);
        network.told(apply, event("apply_start", "aws_ecs_service.this"));
        clock.pass(2.2);
        network.told(apply, event("apply_complete", "aws_ecs_service.this"));
        clock.pass(27);
        network.told(apply, event("apply_complete", "aws_lb.this"));
        network.ended(apply, 0, Duration.ofSeconds(33));
        network.read(Outputs.parse("""
                {"url": {"sensitive": false, "type": "string", "value": "http://127.0.0.1:41879"},
                 "public_subnet_ids": {"sensitive": false, "type": ["list", "string"], "value": ["subnet-0a", "subnet-0b"]},
                 "token": {"sensitive": true, "type": "string", "value": "canary-token"}}"""));
        network.ended(Outcome.PASSED, Optional.empty());

        TestRecorder refused =
                report.test("2", "io.groundcheck.infrastructure.NetworkTest", "refuses a block that is too large");
        refused.started(init);
        clock.pass(1.2);
        refused.ended(init, 0, Duration.ofMillis(1200));
        refused.started(planned);
        refused.told(planned, diagnostic());
        clock.pass(2.4);
        refused.ended(planned, 1, Duration.ofMillis(2400));
        refused.ended(Outcome.FAILED, Optional.of("""
                expected the plan to fail with a message that names the allowed values
                but it said: Invalid value for variable"""));
        report.test("3", "io.groundcheck.infrastructure.TrafficTest", "no request fails through a cutover")
                .ended(Outcome.NOT_RUN, Optional.of("the target moto lacks TRAFFIC"));
        return report;
    }

    private static Event event(String type, String address) {
        return new Event(type, type, Optional.of(address), Optional.of("create"), Optional.empty());
    }

    private static Event diagnostic() {
        var diagnostic = new Diagnostic(
                Diagnostic.Severity.ERROR,
                "Invalid value for variable",
                "cidr_block must be a /16 such as 10.20.0.0/16.",
                Optional.of("module.network"),
                Optional.of(
                        new Diagnostic.Source("main.tf", 7, "module \"network\"", "  cidr_block = \"10.0.0.0/8\"")));
        return new Event("diagnostic", "", Optional.empty(), Optional.empty(), Optional.of(diagnostic));
    }

    private static Plan plan() throws IOException {
        try (var json = ReportsInBrowserTest.class.getResourceAsStream("plan.json")) {
            return Plan.parse(new String(Objects.requireNonNull(json).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
