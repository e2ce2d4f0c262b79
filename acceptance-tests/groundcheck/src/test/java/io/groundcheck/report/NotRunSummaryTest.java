package io.groundcheck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class NotRunSummaryTest {

    @Test
    void ends_with_what_was_not_run_and_why() {
        assertThat(outputOf(Mixed.class)).isEqualTo("""
                Not run: 2
                  NotRunSummaryTest$Mixed > aborted(): Assumption failed: no token
                  NotRunSummaryTest$Mixed > disabled(): moto lacks TRAFFIC
                """);
    }

    @Test
    void is_silent_where_everything_ran() {
        assertThat(outputOf(AllRun.class)).isEmpty();
    }

    @Test
    void is_found_by_the_platform() {
        assertThat(ServiceLoader.load(TestExecutionListener.class))
                .anyMatch(listener -> listener instanceof NotRunSummary);
    }

    static class AllRun {
        @Test
        void runs() {}
    }

    static class Mixed {
        @Test
        @Disabled("moto lacks TRAFFIC")
        void disabled() {}

        @Test
        void aborted() {
            Assumptions.assumeTrue(false, "no token");
        }

        @Test
        void runs() {}
    }

    private static String outputOf(Class<?> testClass) {
        var bytes = new ByteArrayOutputStream();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(testClass))
                .configurationParameter(
                        "junit.jupiter.testmethod.order.default", "org.junit.jupiter.api.MethodOrderer$DisplayName")
                .build();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .build())
                .execute(request, new NotRunSummary(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
