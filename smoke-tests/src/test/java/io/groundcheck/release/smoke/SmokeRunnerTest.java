package io.groundcheck.release.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeRunnerTest {

    @TempDir
    Path reports;

    @Test
    void everyExpectedScenarioPassesAgainstAGoodService() {
        try (var service = ServiceDouble.with()) {
            var run = new Runs(reports).expectingVersion("v1");
            var report = run.against(service.url());
            assertThat(report.scenarios())
                    .extracting(ScenarioResult::status)
                    .as(run.console())
                    .containsOnly(Status.PASSED);
            assertThat(report.scenarios())
                    .extracting(ScenarioResult::id)
                    .containsExactlyInAnyOrderElementsOf(report.expected());
        }
    }
}
