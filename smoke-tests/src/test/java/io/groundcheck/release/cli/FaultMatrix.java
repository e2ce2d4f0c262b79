package io.groundcheck.release.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.emulator.SharedEmulators;
import io.groundcheck.release.fake.Samples;
import io.groundcheck.release.process.Fault;
import io.groundcheck.release.process.Lane;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.time.Ticker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * {@code make test-faults}: every call to AWS that a command makes, throttled, taking effect without an answer, refused,
 * and reset, one at a time, by the proxy in front of the emulator.
 *
 * <p>A fault that goes away is one that the command outlives, but for the order to the load balancer, which is never
 * repeated. What is refused ends with exit code 3. Either way it ends soon, and the same command, run again, ends as if
 * nothing had happened: record and load balancer agree.
 *
 * <p>The commands run in this JVM, which starts none for each of some three hundred runs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class FaultMatrix {

    private static final int LANES = 8;
    private static final int REFUSED_BY_AWS = 3;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final LinkedBlockingQueue<Lane> free = new LinkedBlockingQueue<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final AtomicInteger total = new AtomicInteger();

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    void build() throws IOException {
        var emulators = new SharedEmulators(System.getenv());
        for (int i = 0; i < LANES; i++) {
            lanes.add(new Lane(emulators, "faults" + i, Files.createDirectories(folder.resolve("lane" + i))));
        }
        lanes.forEach(lane -> free.add(lane.healthy()));
    }

    @AfterAll
    void end() {
        System.out.println("faults: " + total + " in all, each followed by the same command");
        lanes.forEach(Lane::close);
    }

    @Test
    void cutover() throws Exception {
        everyCall(List.of("cutover", "--digest", Lane.BLUE.value()), 0, Lane::v1IsReady, Colour.BLUE);
    }

    /** Whatever call breaks, a part of traffic is never left where the same command doesn't find it. */
    @Test
    void canary() throws Exception {
        everyCall(
                List.of("cutover", "--digest", Lane.BLUE.value(), "--canary", "10", "--step", "1ms"),
                0,
                Lane::v1IsReady,
                Colour.BLUE);
    }

    @Test
    void rollback() throws Exception {
        everyCall(List.of("rollback"), 0, Lane::v1IsLive, Colour.GREEN);
    }

    @Test
    void stage() throws Exception {
        everyCall(List.of("stage", "--tag", "v3", "--digest", Samples.V3.value()), 0, Lane::v1IsReady, Colour.GREEN);
    }

    @Test
    void await() throws Exception {
        everyCall(List.of("await", "--colour", "blue", "--timeout", "20s"), 0, Lane::v1IsReady, Colour.GREEN);
    }

    /** A dry run asks and writes what any run does, without the thirty scenarios; it never passes. */
    @Test
    void smoke() throws Exception {
        everyCall(List.of("smoke", "--colour", "blue", "--dry-run"), 1, Lane::v1IsStaged, Colour.GREEN);
    }

    @Test
    void retire() throws Exception {
        everyCall(List.of("retire"), 0, Lane::v1IsLive, Colour.BLUE);
    }

    @Test
    void watch() throws Exception {
        everyCall(List.of("watch", "--bake", "1s"), 0, Lane::v1IsLive, Colour.BLUE);
    }

    private void everyCall(List<String> command, int exitCode, Consumer<Lane> before, Colour live) throws Exception {
        var calls = inALane(lane -> {
                    before.accept(lane);
                    var whole = run(lane, command);
                    assertThat(whole.exitCode()).as(whole.text()).isEqualTo(exitCode);
                    return lane.proxy().calls();
                })
                .call();
        var pool = Executors.newFixedThreadPool(LANES);
        var wrong = new ArrayList<String>();
        try {
            var all = new ArrayList<Future<List<String>>>();
            for (int call = 1; call <= calls.size(); call++) {
                for (var fault : Fault.values()) {
                    var number = call;
                    all.add(pool.submit(inALane(lane -> {
                        before.accept(lane);
                        return broken(lane, command, exitCode, number, calls.get(number - 1), fault, live);
                    })));
                }
            }
            for (var one : all) {
                wrong.addAll(one.get());
            }
            total.addAndGet(all.size());
        } finally {
            pool.shutdownNow();
        }
        System.out.println("faults: " + command.get(0) + ": " + calls.size() + " calls, each broken in "
                + Fault.values().length + " ways: " + calls);
        assertThat(wrong).isEmpty();
    }

    private static List<String> broken(
            Lane lane, List<String> command, int exitCode, int number, String call, Fault fault, Colour live) {
        var wrong = new ArrayList<String>();
        var what = fault + " call " + number + " (" + call + ")";
        lane.proxy().breakCall(number, fault);
        var first = run(lane, command);
        if (first.took().compareTo(SOON) > 0) {
            wrong.add(what + ": took " + first.took());
        }
        var isOrder = call.endsWith("ModifyRule");
        var outlives = fault == Fault.NO_ANSWER || (fault != Fault.REFUSED && !isOrder);
        if (first.exitCode() != exitCode && (outlives || first.exitCode() != REFUSED_BY_AWS)) {
            wrong.add(what + ": exit code " + first.exitCode() + ":\n" + first.text());
        }
        if (first.text().contains("\tat ")) {
            wrong.add(what + ": printed a stack trace:\n" + first.text());
        }
        lane.proxy().reset();
        var again = run(lane, command);
        if (again.exitCode() != exitCode) {
            wrong.add(what + ": run again, exit code " + again.exitCode() + ":\n" + again.text());
        }
        lane.unsettled().forEach(each -> wrong.add(what + ": " + each));
        if (!lane.traffic().isTo(live)) {
            wrong.add(what + ": traffic goes to " + lane.traffic());
        }
        return wrong;
    }

    private static Ran run(Lane lane, List<String> command) {
        var text = new StringWriter();
        var printer = new PrintWriter(text, true);
        var ticker = Ticker.system();
        var code = new ReleaseCli(lane.environment(Map.of()), printer, printer, new TargetOpener())
                .run(command.toArray(String[]::new));
        return new Ran(code, text.toString(), ticker.now());
    }

    private record Ran(int exitCode, String text, Duration took) {}

    private <T> Callable<T> inALane(InLane<T> work) {
        return () -> {
            var lane = free.take();
            try {
                return work.in(lane);
            } finally {
                free.add(lane);
            }
        };
    }

    /** Something done with a lane of its own. */
    private interface InLane<T> {
        T in(Lane lane) throws Exception;
    }
}
