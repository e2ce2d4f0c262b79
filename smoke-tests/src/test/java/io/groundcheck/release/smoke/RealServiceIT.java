package io.groundcheck.release.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The specs against the real service, from the classes and from the release CLI's shaded jar. */
class RealServiceIT {

    private static final Path SERVICE = Path.of("..", "service", "target", "connections.jar");
    private static final Path RELEASE = Path.of("target", "release.jar");

    @TempDir
    static Path folder;

    private static URI url = URI.create("http://127.0.0.1");
    private static JavaProcess service;

    @BeforeAll
    static void startTheService() throws IOException {
        assertThat(SERVICE).as("build it: ./mvnw -pl service package").exists();
        var port = freePort();
        url = URI.create("http://127.0.0.1:" + port);
        service = JavaProcess.start(
                folder.resolve("service.log"),
                Map.of(
                        "SERVER_PORT", String.valueOf(port),
                        "SERVICE_VERSION", "v1",
                        "SERVICE_COMMIT", "abc",
                        "SERVICE_DIGEST", ServiceDouble.DIGEST,
                        "SERVICE_COLOUR", "blue"),
                List.of("-jar", SERVICE.toString()));
        await("the service's liveness")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(300))
                .failFast(
                        () -> assertThat(service.isAlive()).as(service.output()).isTrue())
                .until(() -> answers(url));
    }

    @AfterAll
    static void stopTheService() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void everyExpectedScenarioPasses() {
        var run = new Runs(folder.resolve("reports")).expectingVersion("v1");
        var report = run.against(url);
        assertThat(report.scenarios())
                .extracting(ScenarioResult::status)
                .as(run.console())
                .containsOnly(Status.PASSED);
        assertThat(report.scenarios()).extracting(ScenarioResult::id).isEqualTo(report.expected());
        assertThat(report.observed())
                .contains(new ObservedVersion("v1", "abc", Optional.of(ServiceDouble.DIGEST), Optional.of("blue")));
    }

    @Test
    void theSpecsRunFromTheShadedJarAndPrintNoSecret() throws Exception {
        assertThat(RELEASE).as("build it: ./mvnw -pl smoke-tests -am package").exists();
        var reports = folder.resolve("jar-reports");
        try (var specs = fromTheJar("jar.log", url, reports)) {
            assertThat(specs.exitCode(180)).as(specs.output()).isZero();
            assertThat(specs.output())
                    .contains("passed ")
                    .contains("spec version " + SpecVersion.current())
                    .doesNotContainIgnoringCase(Runs.TOKEN);
        }
        assertThat(reports.resolve("smoke.html")).isNotEmptyFile();
        assertThat(Files.readString(reports.resolve("smoke.xml"))).contains("tests=\"30\"");
    }

    /** The double answers slowly enough for the run to be in the middle of something. */
    @Test
    void anInterruptedRunDeletesWhatItHasMade() throws Exception {
        try (var slow = ServiceDouble.with(Defect.READS_ARE_SLOW);
                var specs = fromTheJar("interrupted.log", slow.url(), folder.resolve("interrupted-reports"))) {
            await("something made")
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> slow.size() > 2);
            specs.interrupt();
            assertThat(specs.exitCode(30)).as(specs.output()).isEqualTo(143);
            assertThat(slow.size()).as("people and connections left").isZero();
        }
    }

    private static JavaProcess fromTheJar(String log, URI candidate, Path reports) throws IOException {
        var classPath = RELEASE + System.getProperty("path.separator") + Path.of("target", "test-classes");
        return JavaProcess.start(
                folder.resolve(log),
                Map.of(),
                List.of(
                        "-cp",
                        classPath,
                        SpecsMain.class.getName(),
                        candidate.toString(),
                        ServiceDouble.DIGEST,
                        Runs.TOKEN,
                        reports.toString()));
    }

    private static boolean answers(URI url) {
        try {
            var connection = (HttpURLConnection)
                    url.resolve("/actuator/health/liveness").toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(2_000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
