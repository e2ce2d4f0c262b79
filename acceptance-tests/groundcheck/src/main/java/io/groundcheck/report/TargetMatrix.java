package io.groundcheck.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code target/groundcheck-report/targets.md} when a run is over in which classes ran on named targets: a table
 * of what passed where. JUnit finds it by itself.
 */
public final class TargetMatrix implements TestExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(TargetMatrix.class);
    private static final String PREFIX = "on ";

    private final Path file;
    private final Map<String, Map<String, Cell>> cells = new TreeMap<>();
    private @Nullable TestPlan plan;

    /** For JUnit. */
    public TargetMatrix() {
        this(Path.of("target", "groundcheck-report", "targets.md"));
    }

    TargetMatrix(Path file) {
        this.file = file;
    }

    private static final class Cell {
        private int passed;
        private int failed;
        private int notRun;

        private String text() {
            if (failed > 0) {
                return "FAILED (" + failed + " of " + (passed + failed + notRun) + ")";
            }
            return notRun > 0 ? "not run (" + notRun + ")" : String.valueOf(passed);
        }
    }

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
        cells.clear();
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        cell(test).ifPresent(cell -> cell.notRun++);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        cell(test).ifPresent(cell -> {
            switch (result.getStatus()) {
                case SUCCESSFUL -> cell.passed++;
                case FAILED -> cell.failed++;
                case ABORTED -> cell.notRun++;
            }
        });
    }

    /** A test's class and target; nothing for a class that names no target. */
    private Optional<Cell> cell(TestIdentifier test) {
        TestPlan known = plan;
        if (!test.isTest() || known == null) {
            return Optional.empty();
        }
        String type = test.getSource()
                .map(source -> source instanceof MethodSource method ? method.getClassName() : "")
                .orElse("");
        Optional<TestIdentifier> above = known.getParent(test);
        while (above.isPresent()) {
            String name = above.get().getDisplayName();
            if (name.startsWith(PREFIX)) {
                return Optional.of(
                        cells.computeIfAbsent(type.substring(type.lastIndexOf('.') + 1), any -> new TreeMap<>())
                                .computeIfAbsent(name.substring(PREFIX.length()), any -> new Cell()));
            }
            above = known.getParent(above.get());
        }
        return Optional.empty();
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan testPlan) {
        if (cells.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(Path.of("")));
            Files.writeString(file, table());
        } catch (IOException e) {
            // The tests' results stand whether or not the table could be written.
            LOG.warn("the table {} could not be written", file, e);
        }
    }

    private String table() {
        var targets = new TreeSet<String>();
        cells.values().forEach(row -> targets.addAll(row.keySet()));
        var text = new StringBuilder("| tests | " + String.join(" | ", targets) + " |\n|---|"
                + targets.stream().map(any -> "---|").collect(Collectors.joining()) + "\n");
        cells.forEach((type, row) -> text.append("| ")
                .append(type)
                .append(" | ")
                .append(targets.stream()
                        .map(target -> Optional.ofNullable(row.get(target))
                                .map(Cell::text)
                                .orElse(""))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n"));
        return text.toString();
    }
}
