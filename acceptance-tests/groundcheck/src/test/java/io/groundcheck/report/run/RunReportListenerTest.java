package io.groundcheck.report.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.groundcheck.terraform.InitCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class RunReportListenerTest {

    private static final RunReport REPORT = new RunReport("Infrastructure tests", Clock.systemUTC());

    @TempDir
    private Path folder;

    /** Stands for an extension that runs Terraform: it finds the test by JUnit's unique id, as the listener does. */
    static final class RunsTerraform implements BeforeTestExecutionCallback {
        @Override
        public void beforeTestExecution(ExtensionContext context) {
            TestRecorder test = REPORT.test(context.getUniqueId(), "unused: the listener came first", "unused");
            test.started(InitCommand.init());
            test.ended(InitCommand.init(), 0, Duration.ZERO);
        }
    }

    @ExtendWith(RunsTerraform.class)
    static class Sample {
        @Test
        @DisplayName("holds")
        void holds() {}

        @Test
        @DisplayName("does not hold")
        void doesNotHold() {
            throw new AssertionError("expected a subnet but was none");
        }

        @Test
        @DisplayName("lacks something")
        void lacks() {
            Assumptions.abort("the target lacks TRAFFIC");
        }

        @Test
        @Disabled("later")
        @DisplayName("is left out")
        void leftOut() {}
    }

    @Test
    void c07_each_test_of_a_real_run_is_in_the_page_with_its_outcome_and_reason() throws Exception {
        Path file = folder.resolve("report/index.html");
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Sample.class))
                .build();

        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .build())
                .execute(request, new RunReportListener(REPORT, file));

        String text = Files.readString(file)
                .replaceAll("(?s)<style>.*?</style>", "")
                .replaceAll("<[^>]+>", " ")
                .replaceAll("[ \n]+", " ");
        assertThat(text)
                .contains("1 failed of 4 tests.")
                .contains("passed holds RunReportListenerTest$Sample")
                .contains("failed does not hold")
                .contains("Why expected a subnet but was none")
                .contains("not run lacks something")
                .contains("Why the target lacks TRAFFIC")
                .contains("is left out not run 0 s later");
    }

    @Test
    void junit_finds_the_listener_by_itself() {
        assertThat(ServiceLoader.load(TestExecutionListener.class))
                .anyMatch(listener -> listener instanceof RunReportListener);
    }
}
