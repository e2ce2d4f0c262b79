package io.groundcheck.release.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Order(2)
class SmokeRunnerTest {

    @TempDir
    Path reports;

    @Test
    void everyExpectedScenarioPassesAgainstAGoodServiceAndNothingStaysBehind() {
        try (var service = ServiceDouble.with(Defect.READINESS_COMES_LATE)) {
            var run = new Runs(reports).expectingVersion("v1");
            var report = run.against(service.url());
            assertThat(report.scenarios())
                    .extracting(ScenarioResult::status)
                    .as(run.console())
                    .containsOnly(Status.PASSED);
            assertThat(report.scenarios()).extracting(ScenarioResult::id).containsExactlyElementsOf(report.expected());
            assertThat(report.partial()).isFalse();
            assertThat(report.dryRun()).isFalse();
            assertThat(report.specVersion()).isEqualTo(SpecVersion.current());
            assertThat(report.ended()).isAfter(report.started());
            assertThat(run.console())
                    .contains("30 of 30 scenarios passed, 30 are expected; identity checked: version v1");
            assertThat(service.size()).as("people and connections left").isZero();
        }
    }

    @Test
    void whatAFailedScenarioMadeIsDeletedToo() {
        try (var service = ServiceDouble.with(Defect.CHANGE_IGNORES_THE_ETAG)) {
            var report = new Runs(reports).only("@people").against(service.url());
            assertThat(report.scenarios()).extracting(ScenarioResult::status).contains(Status.FAILED);
            assertThat(service.size()).as("people and connections left").isZero();
        }
    }

    @Test
    void aFailureIsShownWithItsRequestAndAnswer() {
        try (var service = ServiceDouble.with(Defect.PROBLEM_IS_PLAIN_JSON)) {
            var run = new Runs(reports).only("@headers or @problems");
            run.against(service.url());
            assertThat(run.console())
                    .contains("FAILED ")
                    .contains("    [content type of a problem]")
                    .contains("    | > GET " + service.url() + "/no-such-path")
                    .contains("    | > X-Candidate-Token: (redacted)")
                    .contains("    | < 404   after ")
                    .contains("\"detail\":\"no such path\"");
        }
    }

    @Test
    void aFilterThatMatchesNothingRunsNothingAndIsPartial() {
        try (var service = ServiceDouble.with()) {
            var report = new Runs(reports).only("@no-such-tag").against(service.url());
            assertThat(report.scenarios()).isEmpty();
            assertThat(report.expected()).isNotEmpty();
            assertThat(report.partial()).isTrue();
        }
    }

    @Test
    void aDryRunSendsNothingAndPassesNothing() {
        try (var service = ServiceDouble.with()) {
            var run = new Runs(reports).dry();
            var report = run.against(service.url());
            assertThat(report.dryRun()).isTrue();
            assertThat(report.observed()).isEmpty();
            assertThat(report.scenarios())
                    .hasSameSizeAs(report.expected())
                    .extracting(ScenarioResult::status)
                    .containsOnly(Status.SKIPPED);
            assertThat(service.requests()).isZero();
            assertThat(run.console()).contains("dry run: no request was sent");
        }
    }

    @Test
    void undefinedPendingAndAmbiguousStepsEachHaveTheirStatusAndMessage() {
        try (var service = ServiceDouble.with()) {
            var report = new Runs(reports).features("classpath:odd").against(service.url());
            assertThat(report.scenarios())
                    .extracting(
                            ScenarioResult::id,
                            ScenarioResult::status,
                            result -> result.message().orElse(""))
                    .containsExactly(
                            tuple(
                                    "odd/odd.feature::Undefined::",
                                    Status.UNDEFINED,
                                    "a step is not defined at the step \"When nobody wrote this step\""),
                            tuple(
                                    "odd/odd.feature::Pending::",
                                    Status.PENDING,
                                    "a step is not written yet at the step \"When this step is pending\""),
                            tuple(
                                    "odd/odd.feature::Ambiguous::",
                                    Status.AMBIGUOUS,
                                    "a step has more than one definition at the step \"When this step is ambiguous\""),
                            tuple("odd/odd.feature::Row in a rule::a | b, c", Status.PASSED, ""));
        }
    }

    @Test
    void noSecretStandsInTheConsoleOrTheReports() throws IOException {
        try (var service = ServiceDouble.with(Defect.ECHOES_THE_TOKEN_AND_FAILS)) {
            var run = new Runs(reports).only("@first or @latency").header("Authorization", "Basic c/2VjcmV0+\"<&>'");
            var report = run.against(service.url());
            assertThat(report.scenarios()).extracting(ScenarioResult::status).contains(Status.FAILED);
            var seen = run.console()
                    + report
                    + Files.readString(reports.resolve("smoke.html"))
                    + Files.readString(reports.resolve("smoke.xml"));
            assertThat(seen.contains("(redacted)")).isTrue();
            assertThat(Stream.of(Runs.TOKEN.toLowerCase(Locale.ROOT), "c/2vjcmv0", "c\\/2vjcmv0")
                            .filter(seen.toLowerCase(Locale.ROOT)::contains))
                    .as("secrets seen")
                    .isEmpty();
        }
    }

    /** Apache's client prints each header at DEBUG, logback's level unless told otherwise. */
    @Test
    void theHttpClientsLogOfHeadersIsOff() {
        assertThat(LoggerFactory.getLogger("org.apache.http.wire").isInfoEnabled())
                .isFalse();
        assertThat(LoggerFactory.getLogger("org.apache.http.headers").isInfoEnabled())
                .isFalse();
    }

    @Test
    void theHtmlReportNeedsNothingFromTheNetwork() throws IOException {
        try (var service = ServiceDouble.with()) {
            new Runs(reports).only("@health").against(service.url());
            var html = Files.readString(reports.resolve("smoke.html"));
            assertThat(html.contains("The service is alive")).isTrue();
            assertThat(Pattern.compile("<(script|link|img)\\s[^<>]{0,200}(src|href)=\"(https?:)?//")
                            .matcher(html)
                            .results()
                            .map(MatchResult::group))
                    .as("what the page loads")
                    .isEmpty();
            assertThat(Files.readString(reports.resolve("smoke.xml")))
                    .contains("<testsuite")
                    .contains("The service is alive");
        }
    }

    @Test
    void aUrlWhereNothingListensIsUnreachable() throws IOException {
        URI url;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        assertThatExceptionOfType(SmokeUnreachableException.class)
                .isThrownBy(() -> new Runs(reports).against(url))
                .withMessageStartingWith("nothing answers at " + url + ": ")
                .withMessageEndingWith("; is the URL right, and is the service up?");
    }

    @Test
    void aHostThatDoesNotExistIsUnreachable() {
        assertThatExceptionOfType(SmokeUnreachableException.class)
                .isThrownBy(() -> new Runs(reports).against(URI.create("http://nowhere.invalid")))
                .withMessage("nothing answers at http://nowhere.invalid: unknown host; is the URL right, and is the"
                        + " service up?");
    }

    @Test
    @Timeout(9)
    void aServerThatAcceptsButNeverAnswersIsUnreachable() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var start = System.nanoTime();
            assertThatExceptionOfType(SmokeUnreachableException.class)
                    .isThrownBy(
                            () -> new Runs(reports).against(URI.create("http://127.0.0.1:" + socket.getLocalPort())))
                    .withMessageContaining("Read timed out");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void aDroppedRequestIsNotSentAgain() throws Exception {
        var connections = new AtomicInteger();
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var dropping = new Thread(() -> {
                while (!socket.isClosed()) {
                    try (var connection = socket.accept()) {
                        connections.incrementAndGet();
                        connection.getInputStream().read(new byte[10]);
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            dropping.start();
            assertThatExceptionOfType(SmokeUnreachableException.class)
                    .isThrownBy(
                            () -> new Runs(reports).against(URI.create("http://127.0.0.1:" + socket.getLocalPort())));
        }
        assertThat(connections).hasValue(1);
    }

    @Test
    void aTagFilterThatCannotBeReadIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Runs(reports).only("@a and (").against(URI.create("http://nowhere.invalid")))
                .withMessageStartingWith("tag filter '@a and (': ");
    }

    @Test
    void aUrlThatIsNoneIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Runs(reports).against(URI.create("localhost:8080")))
                .withMessage("url: expected http://host[:port] or https://host[:port] but was 'localhost:8080'");
    }

    @Test
    void aRunWithoutADigestIsPartial() {
        try (var service = ServiceDouble.with()) {
            var report = new Runs(reports)
                    .expectingDigest(Optional.empty())
                    .expectingVersion("v1")
                    .dry()
                    .against(service.url());
            assertThat(report.partial()).isTrue();
        }
    }
}
