package io.groundcheck.report.run;

import io.groundcheck.plan.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what the tests of a run do and writes it as one page. Tests may run at the same time.
 *
 * <p>In a run under JUnit there is one for the JVM: {@link RunReportListener} notes each test's begin and end there and
 * writes the page when the run is over, and the extension that runs Terraform finds the test by its unique id.
 */
public final class RunReport {

    private static final RunReport OF_THIS_JVM = new RunReport("Infrastructure tests", steady());

    private final String title;
    private final InstantSource clock;
    private final Map<String, TestRecorder> tests = new LinkedHashMap<>();

    /**
     * An empty report.
     *
     * @param clock gives the times; one that doesn't jump, or the lengths of steps are wrong
     */
    public RunReport(String title, InstantSource clock) {
        this.title = title;
        this.clock = clock;
    }

    /** The one that {@link RunReportListener} writes. */
    public static RunReport ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** The wall clock's time at the start, and the monotonic clock's progress from there. */
    private static InstantSource steady() {
        Instant started = Instant.now();
        long startedNanos = System.nanoTime();
        return () -> started.plusNanos(System.nanoTime() - startedNanos);
    }

    /**
     * What notes a test; the same one for the same id.
     *
     * @param id JUnit's unique id
     * @param container where the test stands, such as the class's name
     * @param name what it is called
     */
    public synchronized TestRecorder test(String id, String container, String name) {
        return tests.computeIfAbsent(id, unseen -> new TestRecorder(container, name, clock));
    }

    /** Whether a test, or a class, of that id was noted. */
    synchronized boolean knows(String id) {
        return tests.containsKey(id);
    }

    /** Whether no test had to do with infrastructure: then there is nothing worth a page. */
    public boolean isEmpty() {
        return entries().stream().noneMatch(TestEntry::hasDetails);
    }

    /**
     * Writes the page, and the folders above it where they are missing.
     *
     * @return the file
     * @throws IOException if it can't be written
     */
    public Path writeTo(Path file) throws IOException {
        return RunPage.of(title, entries(), secrets()).writeTo(file);
    }

    /** The page as HTML. */
    public String toHtml() {
        return RunPage.of(title, entries(), secrets()).toHtml();
    }

    /** The secrets of all tests: what one of them knows may stand in another's message. */
    private synchronized Secrets secrets() {
        return tests.values().stream().map(TestRecorder::secrets).reduce(Secrets.NONE, Secrets::and);
    }

    private synchronized List<TestEntry> entries() {
        return tests.values().stream().map(TestRecorder::entry).toList();
    }
}
