package io.groundcheck.release.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.emulator.SharedEmulators;
import io.groundcheck.release.fake.Samples;
import io.groundcheck.release.lease.Leases;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.state.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command line dies, as a real process and without any cleanup, at every moment at which that makes a difference:
 * before each of its changes to AWS, and after the last one. Between two changes all moments are the same to the world.
 * The list of moments is what an undisturbed run of the same command says it changed, so none can be forgotten.
 *
 * <p>Then the same command runs again. In the end record and load balancer say the same, nothing is unfinished, traffic
 * is where the command wanted it, and whatever lease the dead one left is over after its time.
 */
@Tag("P14")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1)
class CrashMatrixIT {

    private static final int KILLED = 137;

    /** The run had fewer changes than the one that they were counted in, and ended well. */
    private static final String NEVER_CAME = "the moment never came";

    /** Three processes at a time, each in a world of its own. */
    private static final int LANES = 3;

    private final LinkedBlockingQueue<Lane> free = new LinkedBlockingQueue<>();
    private final List<Lane> lanes = new ArrayList<>();
    private @Nullable SharedEmulators emulators;
    private int total;

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    void build() throws IOException {
        emulators = new SharedEmulators(System.getenv());
        for (int i = 0; i < LANES; i++) {
            var own = Files.createDirectories(folder.resolve("lane" + i));
            lanes.add(new Lane(Objects.requireNonNull(emulators), "lane" + i, own));
        }
        lanes.forEach(lane -> free.add(lane.healthy()));
    }

    @AfterAll
    void end() {
        System.out.println("crashes: " + total + " in all, each followed by the same command");
        lanes.forEach(Lane::close);
    }

    @Test
    void p14_stage() throws Exception {
        everyMoment(
                List.of("stage", "--tag", "v3", "--digest", Samples.V3.value()),
                0,
                Lane::v1IsReady,
                Colour.GREEN,
                lane -> assertThat(
                                lane.record().staged(Colour.BLUE).orElseThrow().digest())
                        .isEqualTo(Samples.V3));
    }

    @Test
    void p14_await() throws Exception {
        everyMoment(
                List.of("await", "--colour", "blue", "--timeout", "20s"), 0, Lane::v1IsReady, Colour.GREEN, lane -> {});
    }

    /** The dead run's evidence may be there or not: the next run adds its own. */
    @Test
    void p14_smoke() throws Exception {
        everyMoment(
                List.of("smoke", "--colour", "blue"),
                0,
                Lane::v1IsStaged,
                Colour.GREEN,
                lane -> assertThat(lane.evidenceOfV1()).isBetween(1, 2));
    }

    @Test
    void p14_keep_cli() throws Exception {
        everyMoment(List.of("keep-cli", "--colour", "blue"), 0, Lane::v1IsReady, Colour.GREEN, lane -> {});
    }

    @Test
    void p14_cutover() throws Exception {
        everyMoment(List.of("cutover", "--digest", Lane.BLUE.value()), 0, Lane::v1IsReady, Colour.BLUE, lane -> {});
    }

    @Test
    void p14_rollback() throws Exception {
        everyMoment(List.of("rollback"), 0, Lane::v1IsLive, Colour.GREEN, lane -> {});
    }

    @Test
    void p14_retire() throws Exception {
        everyMoment(
                List.of("retire"),
                0,
                Lane::v1IsLive,
                Colour.BLUE,
                lane -> assertThat(lane.ecs().count(lane.name(), Colour.GREEN)).isZero());
    }

    @Test
    void p14_watch_that_rolls_back() throws Exception {
        everyMoment(
                List.of("watch", "--bake", "20s"),
                5,
                lane -> {
                    lane.v1IsLive();
                    lane.account().alarm("ALARM");
                },
                Colour.GREEN,
                lane -> lane.account().alarm("OK"));
    }

    /** Before its first order, a canary's moments are a cutover's; after its last one too. */
    @Test
    void p14_canary() throws Exception {
        everyMoment(
                List.of("cutover", "--digest", Lane.BLUE.value(), "--canary", "10", "--step", "300ms"),
                0,
                Lane::v1IsReady,
                Colour.BLUE,
                lane -> {},
                moments -> new Range(
                        moments.indexOf("elasticloadbalancing:ModifyRule 10 % to blue"),
                        moments.indexOf("elasticloadbalancing:ModifyRule to blue") + 1));
    }

    @Test
    void p14_canary_that_is_taken_back() throws Exception {
        everyMoment(
                List.of("cutover", "--digest", Lane.BLUE.value(), "--canary", "10", "--step", "20s"),
                5,
                lane -> {
                    lane.v1IsReady();
                    lane.account().alarm("ALARM");
                },
                Colour.GREEN,
                lane -> lane.account().alarm("OK"),
                moments -> new Range(
                        moments.indexOf("elasticloadbalancing:ModifyRule 10 % to blue") + 1,
                        moments.lastIndexOf("s3:PutObject release.json") + 1));
    }

    private void everyMoment(
            List<String> command, int exitCode, Consumer<Lane> before, Colour live, Consumer<Lane> after)
            throws Exception {
        everyMoment(command, exitCode, before, live, after, moments -> new Range(0, moments.size() + 1));
    }

    /** Moments from one to before the other, counted from 0; the one after the last change is the end. */
    private record Range(int from, int until) {}

    /**
     * One crash for each change of an undisturbed run, and one at its end.
     *
     * @param exitCode what the command ends with when nothing goes wrong, the first time and after a crash
     * @param before makes the world
     * @param live where traffic is afterwards
     * @param after what else must be so
     * @param which of those moments
     */
    private void everyMoment(
            List<String> command,
            int exitCode,
            Consumer<Lane> before,
            Colour live,
            Consumer<Lane> after,
            Function<List<String>, Range> which)
            throws Exception {
        var moments = moments(command, exitCode, before);
        var range = which.apply(moments);
        assertThat(range.from()).as("the first moment among " + moments).isNotNegative();
        assertThat(range.until()).as("the last moment among " + moments).isGreaterThan(range.from());
        var pool = Executors.newFixedThreadPool(LANES);
        try {
            var all = new ArrayList<Future<List<String>>>();
            for (int i = range.from(); i < range.until(); i++) {
                var moment = i + 1;
                all.add(pool.submit(inALane(lane -> {
                    before.accept(lane);
                    return crash(lane, command, moment, exitCode, live, after);
                })));
            }
            var wrong = new ArrayList<String>();
            var neverCame = 0;
            for (int i = 0; i < all.size(); i++) {
                var at = range.from() + i;
                var where = at < moments.size() ? "before " + moments.get(at) : "at its end";
                var found = result(all.get(i));
                neverCame += Collections.frequency(found, NEVER_CAME);
                found.stream()
                        .filter(each -> !each.equals(NEVER_CAME))
                        .forEach(each -> wrong.add("died " + where + ": " + each));
            }
            if (neverCame > renewals(moments)) {
                wrong.add(neverCame + " moments never came, but there were only " + renewals(moments)
                        + " renewals of a lease that another run can do without: " + moments);
            }
            total += all.size() - neverCame;
            System.out.println("crashes: " + command.get(0) + ": " + all.size() + " moments: " + moments);
            assertThat(wrong).isEmpty();
        } finally {
            pool.shutdownNow();
        }
    }

    /** Changes that only a run that takes long makes: each lease is written when it is taken and when it is left. */
    private static int renewals(List<String> moments) {
        return Stream.of(Leases.KEY, Leases.WATCH_KEY)
                .mapToInt(key -> Math.max(0, Collections.frequency(moments, "s3:PutObject " + key) - 2))
                .sum();
    }

    private static List<String> result(Future<List<String>> crash) throws InterruptedException {
        try {
            return crash.get();
        } catch (ExecutionException e) {
            return List.of(String.valueOf(e.getCause()));
        }
    }

    private List<String> moments(List<String> command, int exitCode, Consumer<Lane> before) throws Exception {
        return inALane(lane -> {
                    before.accept(lane);
                    var file = Files.createTempFile(lane.folder(), "effects", ".txt");
                    var whole = lane.release(Map.of("RELEASE_TEST_EFFECTS", file.toString()), command);
                    assertThat(whole.exitCode()).as(whole.text()).isEqualTo(exitCode);
                    return Files.readAllLines(file); // empty for a command that only looks
                })
                .call();
    }

    private static List<String> crash(
            Lane lane, List<String> command, int moment, int exitCode, Colour live, Consumer<Lane> after)
            throws IOException, InterruptedException {
        var wrong = new ArrayList<String>();
        var old = lane.record().live();
        var died = lane.release(Map.of("RELEASE_TEST_HALT_BEFORE", String.valueOf(moment)), command);
        if (died.exitCode() == exitCode) {
            after.accept(lane);
            return List.of(NEVER_CAME);
        }
        if (died.exitCode() != KILLED) {
            return List.of("it didn't die, but exited with " + died.exitCode() + ":\n" + died.text());
        }
        var between = lane.traffic();
        var isCanary =
                between instanceof Traffic.Split && lane.record().pending().isPresent();
        if (!isCanary && !between.target().equals(old) && !between.target().equals(java.util.Optional.of(live))) {
            wrong.add("traffic went to " + lane.traffic());
        }
        var again = lane.release(Map.of(), command);
        if (again.exitCode() != exitCode) {
            wrong.add("the same command exited with " + again.exitCode() + ":\n" + again.text());
        }
        wrong.addAll(lane.unsettled());
        if (!lane.traffic().isTo(live)) {
            wrong.add("traffic goes to " + lane.traffic() + ", not to " + live + ":\n" + again.text());
        }
        for (var key : List.of(Leases.KEY, Leases.WATCH_KEY)) {
            var waited = lane.waitForLease(key);
            if (waited.compareTo(Lane.LEASE.plus(Duration.ofSeconds(1))) > 0) {
                wrong.add(key + " was left for " + waited);
            }
        }
        after.accept(lane);
        return wrong;
    }

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
