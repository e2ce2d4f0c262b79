package io.groundcheck.release.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {

    private static final String WRONG_DIGEST = "the candidate is not the staged image: expected digest "
            + ServiceDouble.OTHER_DIGEST + " but /version says " + ServiceDouble.DIGEST;

    @TempDir
    Path reports;

    @Test
    @Tag("P1")
    void aWrongDigestFailsIdentityAndNothingElseIsAsked() {
        try (var service = ServiceDouble.with()) {
            var run = new Runs(reports).expectingDigest(Optional.of(ServiceDouble.OTHER_DIGEST));
            var report = run.against(service.url());
            assertThat(report.scenarios()).allSatisfy(result -> {
                var identity = result.id().startsWith("features/identity.feature");
                assertThat(result.status()).isEqualTo(identity ? Status.FAILED : Status.SKIPPED);
                assertThat(result.message()).contains(identity ? WRONG_DIGEST : "not run: " + WRONG_DIGEST);
            });
            assertThat(report.scenarios()).hasSameSizeAs(report.expected());
            assertThat(service.writes()).as("writes sent to a wrong candidate").isZero();
            assertThat(run.console()).contains("identity refused");
        }
    }

    @Test
    void aTagFilterDoesNotOpenAWayAroundIdentity() {
        try (var service = ServiceDouble.with()) {
            var report = new Runs(reports)
                    .expectingDigest(Optional.of(ServiceDouble.OTHER_DIGEST))
                    .only("@people")
                    .against(service.url());
            assertThat(report.scenarios())
                    .isNotEmpty()
                    .extracting(ScenarioResult::status)
                    .containsOnly(Status.SKIPPED);
            assertThat(service.writes()).isZero();
        }
    }

    @Test
    void aCandidateThatTurnsIntoAnotherOneIsLeftAlone() {
        try (var service = ServiceDouble.with(Defect.OTHER_IMAGE_FROM_THE_20TH_REQUEST_ON)) {
            var report = new Runs(reports).against(service.url());
            var last = report.scenarios().get(report.scenarios().size() - 1);
            assertThat(last.id()).contains("still the staged image after everything else");
            assertThat(last.status()).isEqualTo(Status.FAILED);
        }
    }

    @Test
    void aWrongVersionIsNamed() {
        try (var service = ServiceDouble.with()) {
            var report = new Runs(reports).expectingVersion("v2").only("@first").against(service.url());
            assertThat(report.scenarios().get(0).message())
                    .contains("the candidate is not the staged image: expected version v2 but /version says v1");
        }
    }

    /** Both colours may run the same image: then only the colour shows that the candidate route isn't in effect. */
    @Test
    void anAnswerOfTheOtherColourIsNotTheCandidate() {
        try (var service = ServiceDouble.with()) {
            var report = new Runs(reports)
                    .header("X-Candidate-Colour", "green")
                    .only("@first")
                    .against(service.url());
            assertThat(report.scenarios().get(0).message())
                    .contains("the candidate is not the staged image: expected colour green but /version says blue");
        }
    }

    @Test
    void withoutAnExpectationIdentityIsNotCheckedAndTheReportIsPartial() {
        try (var service = ServiceDouble.with()) {
            var run = new Runs(reports).expectingDigest(Optional.empty()).only("@first or @health");
            var report = run.against(service.url());
            assertThat(report.scenarios()).extracting(ScenarioResult::status).containsOnly(Status.PASSED);
            assertThat(report.partial()).isTrue();
            assertThat(run.console())
                    .contains("identity not checked, because no version and no digest was expected (version v1, digest "
                            + ServiceDouble.DIGEST + " answers)");
        }
    }

    @Test
    void somethingElseThanTheServiceIsSentNothing() throws Exception {
        try (var site = Site.answering(503, "text/plain", "no release is live")) {
            var run = new Runs(reports);
            var report = run.against(site.url());
            assertThat(report.observed()).isEmpty();
            assertThat(report.scenarios().get(0).message())
                    .contains("the candidate is not the staged image: expected digest " + ServiceDouble.DIGEST
                            + " but /version answers with status 503");
            assertThat(site.methods()).containsOnly("GET");
        }
    }

    @Test
    void aPageInsteadOfAVersionIsNotTheService() throws Exception {
        try (var site = Site.answering(200, "text/html", "<html>hello</html>")) {
            var report = new Runs(reports)
                    .expectingDigest(Optional.empty())
                    .only("@first")
                    .against(site.url());
            assertThat(report.scenarios().get(0).message().orElse(""))
                    .startsWith("the candidate is not the connections service: /version answers with no JSON object");
        }
    }

    @Test
    void whatWasSeenIsReported() {
        try (var service = ServiceDouble.with()) {
            assertThat(new Runs(reports).only("@first").against(service.url()).observed())
                    .contains(new ObservedVersion(
                            "v1", "unknown", Optional.of(ServiceDouble.DIGEST), Optional.of("blue")));
        }
    }
}
