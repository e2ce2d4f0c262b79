package io.groundcheck.release.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundcheck.emulator.SharedEmulators;
import io.groundcheck.release.cutover.SwitchRequest;
import io.groundcheck.release.fake.Samples;
import io.groundcheck.release.journal.Journal;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.lease.LeaseDocument;
import io.groundcheck.release.lease.Leases;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.record.ReleaseRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several in one world: sixteen that race, one that sleeps past its lease and wakes up late, one that is asked to end,
 * one that stages while another watches. What sleeps and what is signalled are real processes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoAtOnceIT {

    private static final List<String> TO_BLUE = List.of("cutover", "--digest", Lane.BLUE.value());
    private static final List<String> STAGE_V3 = List.of("stage", "--tag", "v3", "--digest", Samples.V3.value());
    private static final int RACERS = 16;
    private static final Duration PATIENT = Duration.ofSeconds(40);
    private static final int BUSY = 4;
    private static final int INTERRUPTED = 130;

    private final List<Process> started = new ArrayList<>();
    private @Nullable Lane lane;

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    void build() throws IOException {
        lane = new Lane(new SharedEmulators(System.getenv()), "two", folder).healthy();
    }

    /** What a failed test left. */
    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
        started.clear();
    }

    @AfterAll
    void end() {
        lane().close();
    }

    // Races, and sleepers

    /**
     * A cutover holds the lease, has written what it is about to do, and is stopped while its order to the load balancer
     * is on its way. Sixteen others saw that record. In the end the order arrives, and its sender wakes up.
     */
    @Test
    @Tag("P14")
    void p14_of_sixteen_that_saw_one_record_one_wins_each_epoch_and_the_sleepers_late_order_is_undone()
            throws Exception {
        lane().v1IsReady();
        var order = lane().proxy().hold(call -> call.endsWith("ModifyRule"));
        var sleeper = start(Map.of("USER", "sleeper"), TO_BLUE);
        order.awaitSent();
        signal(sleeper, "STOP");
        try {
            var told = race();
            // On a machine that is very busy, one of the impatient may find the lease over when it looks again.
            assertThat(told.stream().filter(each -> each.startsWith("the lease ")))
                    .as("what the impatient half was told")
                    .hasSizeBetween(1, RACERS / 2)
                    .anyMatch(each -> each.startsWith("the lease is held by sleeper@here (epoch 4). "))
                    .allSatisfy(each -> assertThat(each)
                            .matches(
                                    "the lease is held by (sleeper@here|racer-[0-9]+) \\(epoch [0-9]+\\)\\. If it stays"
                                            + " silent, the lease may be taken over in [0-2] s; run the same command again then,"
                                            + " or after that one has ended"));
            assertThat(lane().unsettled()).isEmpty();
            new Racer(lane(), "the last one", Duration.ZERO, PATIENT, () -> {}).run(new SwitchRequest.RollBack());
            assertThat(lane().traffic().isTo(Colour.GREEN)).isTrue();

            order.letGo();
            order.awaitAnswered();
            assertThat(lane().traffic().isTo(Colour.BLUE))
                    .as("the late order took effect")
                    .isTrue();
        } finally {
            signal(sleeper, "CONT");
        }
        var woken = ended(sleeper);

        assertThat(woken.exitCode()).as(woken.text()).isEqualTo(BUSY);
        assertThat(woken.text())
                .contains("another switch came between: putting traffic to green, as the record says")
                .contains("somebody else took the lease over, and the record is at epoch ");
        assertThat(lane().unsettled()).isEmpty();
        assertThat(lane().traffic().isTo(Colour.GREEN)).isTrue();
        oneWinnerPerEpoch();
    }

    /**
     * It is stopped with its order signed, in the middle of the last look whether it may still be sent. What it would
     * order is over when it wakes up, and so is the call's time. Until nobody can order it any more, nobody may change
     * the colour that it goes to.
     */
    @Test
    @Tag("P14")
    void p14_a_sleeper_that_wakes_up_before_its_last_look_orders_nothing_and_nobody_stages_under_it() throws Exception {
        lane().v1IsReady();
        var look = lane().proxy()
                .hold(afterTheJournal(call -> call.startsWith("s3:GET ") && call.endsWith("/lease.json")));
        var sleeper = start(Map.of("USER", "sleeper"), TO_BLUE);
        look.awaitSent();
        signal(sleeper, "STOP");
        try {
            new Racer(lane(), "the winner", Duration.ZERO, PATIENT, () -> {}).run(new SwitchRequest.RollBack());
            var before = lane().record();
            assertThat(before.fence().orElseThrow().holder()).isEqualTo("sleeper@here");

            var stage = lane().release(Map.of(), STAGE_V3);

            assertThat(stage.exitCode()).as(stage.text()).isEqualTo(1);
            assertThat(stage.lastLine()).isEqualTo("gate: late-order");
            assertThat(stage.text())
                    .contains("sleeper@here (epoch 4) lost the lease in the middle of a switch.")
                    .contains("AWS takes no such order after "
                            + before.fence().orElseThrow().until());
            assertThat(lane().record()).isEqualTo(before);
            assertThat(lane().release(Map.of(), List.of("status")).text())
                    .contains("fence   nothing may be staged until "
                            + before.fence().orElseThrow().until());
        } finally {
            signal(sleeper, "CONT");
            look.letGo();
        }
        var woken = ended(sleeper);

        assertThat(woken.exitCode()).as(woken.text()).isEqualTo(BUSY);
        assertThat(woken.text()).contains("somebody else took the lease over, and the record is at epoch 5");
        assertThat(lane().proxy().calls()).as("what the sleeper called").noneMatch(call -> call.endsWith("ModifyRule"));
        assertThat(lane().traffic().isTo(Colour.GREEN)).isTrue();
        assertThat(lane().unsettled()).isEmpty();
        var forced = new ArrayList<>(STAGE_V3);
        forced.add("--force");
        assertThat(lane().release(Map.of(), forced).exitCode()).isZero();
    }

    /** Such calls, once the journal of the switch is begun: what follows is the order. */
    private static Predicate<String> afterTheJournal(Predicate<String> call) {
        var begun = new AtomicBoolean();
        return name -> {
            if (name.startsWith("s3:PUT ") && name.contains("/journal/")) {
                begun.set(true);
            }
            return begun.get() && call.test(name);
        };
    }

    /** It is stopped while its first write to the record is on its way; somebody else's arrives before. */
    @Test
    @Tag("P14")
    void p14_a_sleepers_late_write_to_the_record_loses() throws Exception {
        lane().v1IsReady();
        var write = lane().proxy().hold(call -> call.startsWith("s3:PUT ") && call.endsWith("/release.json"));
        var sleeper = start(Map.of("USER", "sleeper"), TO_BLUE);
        write.awaitSent();
        signal(sleeper, "STOP");
        ReleaseRecord won;
        try {
            var said = new Racer(lane(), "the winner", Duration.ofDays(-3), PATIENT, () -> {})
                    .run(new SwitchRequest.CutOver(Lane.BLUE));
            assertThat(said).contains("is live on blue");
            won = lane().record();
        } finally {
            signal(sleeper, "CONT");
            write.letGo();
        }
        var woken = ended(sleeper);

        assertThat(woken.exitCode()).as(woken.text()).isEqualTo(BUSY);
        assertThat(woken.text())
                .contains("somebody else took the lease over, and the record is at epoch 5; the last finished switch is"
                        + " a cutover to blue by the winner");
        assertThat(lane().record()).as("the sleeper wrote nothing").isEqualTo(won);
        assertThat(lane().unsettled()).isEmpty();
        oneWinnerPerEpoch();
    }

    /** Cutovers and rollbacks, patient and not, with clocks up to eight days apart; all ask after all have looked. */
    private List<String> race() throws Exception {
        var start = new CyclicBarrier(RACERS);
        var pool = Executors.newFixedThreadPool(RACERS);
        try {
            var all = new ArrayList<Future<String>>();
            for (int i = 0; i < RACERS; i++) {
                var request = i % 2 == 0 ? new SwitchRequest.CutOver(Lane.BLUE) : new SwitchRequest.RollBack();
                var patience = i < RACERS / 2 ? Duration.ofMillis(500) : PATIENT;
                var racer = new Racer(lane(), "racer-" + i, Duration.ofDays(i - RACERS / 2), patience, once(start));
                all.add(pool.submit(() -> racer.run(request)));
            }
            var told = new ArrayList<String>();
            for (var one : all) {
                told.add(one.get(60, TimeUnit.SECONDS));
            }
            return told;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Runnable once(CyclicBarrier start) {
        var passed = new AtomicBoolean();
        return () -> {
            if (!passed.getAndSet(true)) {
                try {
                    start.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    throw new IllegalStateException("not all racers came to the start", e);
                }
            }
        };
    }

    /** From every version of lease, record and journal that S3 has kept. */
    private void oneWinnerPerEpoch() {
        var holders = new HashMap<Long, String>();
        for (var each : lane().versions(Leases.KEY)) {
            var lease = Json.read(Leases.KEY, each, LeaseDocument.class);
            lease.holder()
                    .ifPresent(holder -> assertThat(holders.merge(lease.epoch(), holder, (one, other) -> one))
                            .as("who holds the lease of epoch " + lease.epoch())
                            .isEqualTo(holder));
        }
        assertThat(holders).as("leases that were won").hasSizeGreaterThan(1);
        long epoch = 0;
        for (var each : lane().versions(RecordStore.KEY)) {
            var record = Json.read(RecordStore.KEY, each, ReleaseRecord.class);
            assertThat(record.epoch()).as("the record's epoch never goes back").isGreaterThanOrEqualTo(epoch);
            epoch = record.epoch();
            record.last()
                    .ifPresent(last -> assertThat(last.by())
                            .as("who finished the switch of epoch " + last.epoch())
                            .isEqualTo(holders.get(last.epoch())));
        }
        for (var each : lane().versions("journal/")) {
            var journal = Json.read("journal", each, Journal.class);
            assertThat(journal.by())
                    .as("who wrote the journal of epoch " + journal.epoch())
                    .isEqualTo(holders.get(journal.epoch()));
        }
    }

    // Asked to end

    /** SIGTERM; not SIGINT, which whoever runs tests in the background may have them ignore. */
    @Test
    void a_cutover_that_is_asked_to_end_frees_the_lease_and_is_gone_on_with() throws Exception {
        lane().v1IsReady();
        var write = lane().proxy().hold(call -> call.startsWith("s3:PUT ") && call.endsWith("/release.json"));
        var cutover = start(Map.of(), TO_BLUE);
        write.awaitSent();

        signal(cutover, "TERM");
        write.letGo();
        var asked = ended(cutover);

        assertThat(asked.exitCode()).as(asked.text()).isEqualTo(INTERRUPTED);
        assertThat(asked.lastLine())
                .isEqualTo(
                        "release: interrupted; nothing was left half done: run the same command again to go on from here");
        assertThat(lease(Leases.KEY).isFree()).as("the lease").isTrue();
        assertThat(lane().record().pending()).as("what was being written").isPresent();
        assertThat(lane().traffic().isTo(Colour.GREEN)).isTrue();
        assertThat(lane().release(Map.of(), TO_BLUE).exitCode()).isZero();
        assertThat(lane().unsettled()).isEmpty();
        assertThat(lane().traffic().isTo(Colour.BLUE)).isTrue();
    }

    @Test
    void who_waits_for_the_lease_ends_when_asked_and_leaves_it_to_its_holder() throws Exception {
        lane().v1IsReady();
        lane().holdLease("somebody else", Duration.ofMinutes(1));
        var waiting = start(Map.of(), TO_BLUE);
        await("it looks at the lease")
                .atMost(Duration.ofSeconds(20))
                .until(() -> lane().proxy().calls().stream()
                        .anyMatch(call -> call.startsWith("s3:GET ") && call.endsWith("/" + Leases.KEY)));

        signal(waiting, "TERM");
        var asked = ended(waiting);

        assertThat(asked.exitCode()).as(asked.text()).isEqualTo(INTERRUPTED);
        assertThat(lease(Leases.KEY).holder()).contains("somebody else");
        assertThat(lane().traffic().isTo(Colour.GREEN)).isTrue();
        assertThat(lane().record().pending()).isEmpty();
    }

    // While somebody watches

    @Test
    void stage_is_refused_while_somebody_watches_and_goes_on_once_the_watch_is_asked_to_end() throws Exception {
        lane().v1IsLive();
        var before = lane().record();
        var watch = start(Map.of("USER", "watcher"), List.of("watch", "--bake", "10m"));
        await("the watch is on record")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !lane().versions(Leases.WATCH_KEY).isEmpty());

        var stage = lane().release(Map.of(), STAGE_V3);

        assertThat(stage.exitCode()).as(stage.text()).isEqualTo(1);
        assertThat(stage.lastLine()).isEqualTo("gate: watch-runs");
        assertThat(stage.text()).contains("the live version is being watched by watcher@here");
        assertThat(lane().record()).isEqualTo(before);

        signal(watch, "TERM");
        var asked = ended(watch);
        assertThat(asked.exitCode()).as(asked.text()).isEqualTo(INTERRUPTED);
        assertThat(lease(Leases.WATCH_KEY).isFree()).as("the watch's lease").isTrue();
        assertThat(lane().release(Map.of(), STAGE_V3).exitCode()).isZero();
        assertThat(lane().record().staged(Colour.GREEN).orElseThrow().digest()).isEqualTo(Samples.V3);
        assertThat(lane().traffic().isTo(Colour.BLUE)).isTrue();
    }

    private LeaseDocument lease(String key) {
        var versions = lane().versions(key);
        return Json.read(key, versions.get(versions.size() - 1), LeaseDocument.class);
    }

    private Process start(Map<String, String> more, List<String> arguments) throws IOException {
        var process = lane().start(more, arguments);
        started.add(process);
        return process;
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).as("kill -" + name).isZero();
    }

    private static Command ended(Process process) throws IOException, InterruptedException {
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
        return new Command(process.exitValue(), text);
    }

    private Lane lane() {
        return Objects.requireNonNull(lane);
    }
}
