package io.groundcheck.report;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Ends a run's output with what was not run, and why: a test that was passed over must not look like one that passed.
 * Found by the JUnit platform itself; nothing needs to be configured.
 */
public final class NotRunSummary implements TestExecutionListener {

    private final PrintStream out;
    private final Map<String, String> notRun = new LinkedHashMap<>();
    private @Nullable TestPlan plan;

    /** For the JUnit platform; writes to standard output, since a listener is given no other place. */
    public NotRunSummary() {
        this(System.out);
    }

    NotRunSummary(PrintStream out) {
        this.out = out;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        synchronized (notRun) {
            notRun.clear();
            plan = testPlan;
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        add(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            add(test, result.getThrowable().map(Throwable::getMessage).orElse("aborted"));
        }
    }

    private void add(TestIdentifier test, String reason) {
        synchronized (notRun) {
            notRun.put(path(test), reason);
        }
    }

    /** The names from the class down, such as {@code TableTest > on moto > keepsTraffic()}. */
    private String path(TestIdentifier test) {
        var path = new StringBuilder(test.getDisplayName());
        TestPlan known = plan;
        if (known == null) {
            return path.toString();
        }
        Optional<TestIdentifier> parent = known.getParent(test);
        while (parent.isPresent() && known.getParent(parent.get()).isPresent()) {
            path.insert(0, parent.get().getDisplayName() + " > ");
            parent = known.getParent(parent.get());
        }
        return path.toString();
    }

    @Override
    public void testPlanExecutionFinished(TestPlan testPlan) {
        synchronized (notRun) {
            if (notRun.isEmpty()) {
                return;
            }
            out.println("Not run: " + notRun.size());
            notRun.forEach((test, reason) -> out.println("  " + test + ": " + reason.strip()));
            out.flush();
        }
    }
}
