package io.groundcheck.report.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes each test's begin and end, and writes {@code target/groundcheck-report/index.html} when the run is over and a
 * test had to do with infrastructure. JUnit finds it by itself.
 */
public final class RunReportListener implements TestExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(RunReportListener.class);

    private final RunReport report;
    private final Path file;

    /** For JUnit. */
    public RunReportListener() {
        this(RunReport.ofThisJvm(), Path.of("target", "groundcheck-report", "index.html"));
    }

    /**
     * A listener of one's own.
     *
     * @param report where the tests are noted
     * @param file where the page goes
     */
    public RunReportListener(RunReport report, Path file) {
        this.report = report;
        this.file = file;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            recorder(test);
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        recorder(test).ended(Outcome.NOT_RUN, Optional.of(reason));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        // A container that fails before its tests leaves nothing else behind that would say so; one that is known
        // shared
        // a stack among its tests.
        if (test.isTest() || !passed || report.knows(test.getUniqueId())) {
            Optional<String> reason = result.getThrowable().map(RunReportListener::message);
            recorder(test).ended(outcome(result), reason);
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan testPlan) {
        if (report.isEmpty()) {
            return;
        }
        try {
            LOG.info("report: {}", report.writeTo(file).toAbsolutePath().toUri());
        } catch (IOException e) {
            // The tests' results stand whether or not the page could be written.
            LOG.warn("the report {} could not be written", file, e);
        }
    }

    private TestRecorder recorder(TestIdentifier test) {
        return report.test(test.getUniqueId(), container(test), test.getDisplayName());
    }

    private static Outcome outcome(TestExecutionResult result) {
        return switch (result.getStatus()) {
            case SUCCESSFUL -> Outcome.PASSED;
            case FAILED -> Outcome.FAILED;
            case ABORTED -> Outcome.NOT_RUN;
        };
    }

    private static String container(TestIdentifier test) {
        return test.getSource()
                .map(source -> source instanceof MethodSource method
                        ? method.getClassName()
                        : source instanceof ClassSource type ? type.getClassName() : "")
                .orElse("");
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.toString() : message;
    }
}
