package io.groundcheck.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.emulator.SharedEmulators;
import io.groundcheck.stack.ProviderReuse;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.NoTarget;
import io.groundcheck.target.Target;
import io.groundcheck.terraform.Progress;
import io.groundcheck.terraform.Subcommand;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The harness beside the bare CLI: the same module, target, CLI configuration and lock, taken in turns, medians. Run by
 * {@code make bench}; the table goes to {@code target/bench/harness.md}.
 */
class HarnessBench {

    private static final Path MODULE = Path.of("../../terraform/modules/network/examples/basic");
    private static final int ROUNDS = Integer.getInteger("groundcheck.bench.rounds", 3);

    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
    private final StringBuilder table = new StringBuilder();

    @TempDir
    Path folder;

    @Test
    void measures() throws Exception {
        double firstCommand = sinceTheJvmStarted();
        try (var emulators = new SharedEmulators(System.getenv())) {
            Target target = emulators.target("fakecloud");
            time(
                    "the cold first test: ordinary init, provider start, plan",
                    () -> planOnly(target, ProviderReuse.WARM));
            for (int round = 0; round < ROUNDS; round++) {
                int number = round;
                time("bare plan-only", () -> barePlanOnly(target, "plan-" + number, false));
                time("bare plan-only, shown", () -> barePlanOnly(target, "plan-shown-" + number, true));
                time("warm plan-only", () -> planOnly(target, ProviderReuse.WARM));
                time("cold plan-only", () -> planOnly(target, ProviderReuse.COLD));
                time("bare cycle", () -> bareCycle(target, "cycle-" + number, false));
                time("bare cycle, shown", () -> bareCycle(target, "cycle-shown-" + number, true));
                time("warm cycle", () -> cycle(target, ProviderReuse.WARM));
                time("cold cycle", () -> cycle(target, ProviderReuse.COLD));
            }
            time(
                    "four, one after the other",
                    () -> IntStream.range(0, 4).forEach(i -> cycle(target, ProviderReuse.WARM)));
            time("four, side by side", () -> sideBySide(target));
        }
        row(
                "a plan-only test (init, plan, show) / bare init and plan",
                median("warm plan-only"),
                median("bare plan-only"),
                0.55);
        row(
                "a cycle (init, apply, output, plan, show, destroy) / the bare one without show",
                median("warm cycle"),
                median("bare cycle"),
                0.8);
        row(
                "a plan-only test, every command with a provider of its own / bare init, plan, show",
                median("cold plan-only"),
                median("bare plan-only, shown"),
                1.05);
        row(
                "a cycle, every command with a provider of its own / the bare one with show",
                median("cold cycle"),
                median("bare cycle, shown"),
                1.05);
        row(
                "four cycles side by side / one after the other",
                median("four, side by side"),
                median("four, one after the other"),
                1 / 1.7);
        single("the cold first test: ordinary init, provider start, plan");
        table.append(String.format(
                Locale.ROOT, "| JVM start to the first Terraform command | %.2f s | | | 1.5 s |%n", firstCommand));
        table.append(String.format(
                Locale.ROOT, "| the JVM's resident memory, at most | %d MB | | | 200 MB |%n", peakResidentMegabytes()));
        Path file = Path.of("target/bench/harness.md");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file,
                "| what | groundcheck | beside it | ratio | wanted |\n|---|---|---|---|---|\n" + table + "\nMedians of "
                        + ROUNDS + " rounds, taken in turns; "
                        + Runtime.getRuntime().availableProcessors()
                        + " processors; load average before: " + System.getProperty("groundcheck.bench.load", "?")
                        + ".\n");
        assertThat(seconds).allSatisfy((name, each) -> assertThat(each).as(name).isNotEmpty());
    }

    /** The way to every test's first command: the library is loaded, a stack made, Terraform started. */
    private static double sinceTheJvmStarted() {
        var started = new AtomicLong();
        var first = new Progress() {
            @Override
            public void started(Subcommand command) {
                started.compareAndSet(0, System.currentTimeMillis());
            }
        };
        try (var plain = Stack.of(
                Path.of("src/test/resources/modules/plain"),
                new NoTarget(),
                "HarnessBench",
                first,
                ProviderReuse.WARM)) {
            plain.validate();
        }
        return (started.get() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1000.0;
    }

    private void barePlanOnly(Target target, String name, boolean shown) throws IOException {
        try (var bare = bare(target, name)) {
            bare.init();
            bare.plan();
            if (shown) {
                bare.show();
            }
        }
    }

    private void bareCycle(Target target, String name, boolean shown) throws IOException {
        try (var bare = bare(target, name)) {
            bare.init();
            bare.apply();
            bare.output();
            bare.plan();
            if (shown) {
                bare.show();
            }
            bare.destroy();
        }
    }

    private BareTerraform bare(Target target, String name) throws IOException {
        return new BareTerraform(MODULE, target, folder.resolve(name), Map.of());
    }

    private static void planOnly(Target target, ProviderReuse reuse) {
        try (var stack = stack(MODULE, target, reuse)) {
            stack.plan();
        }
    }

    private static void cycle(Target target, ProviderReuse reuse) {
        try (var stack = stack(MODULE, target, reuse)) {
            stack.apply();
            stack.outputs();
            stack.plan();
        }
    }

    private static void sideBySide(Target target) throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < 4; i++) {
                all.add(pool.submit(() -> cycle(target, ProviderReuse.WARM)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static Stack stack(Path module, Target target, ProviderReuse reuse) {
        return Stack.of(module, target, "HarnessBench", Progress.NONE, reuse);
    }

    /** Something that is timed. */
    private interface Timed {
        void run() throws Exception;
    }

    private void time(String name, Timed timed) throws Exception {
        long began = System.nanoTime();
        timed.run();
        seconds.computeIfAbsent(name, any -> new ArrayList<>()).add((System.nanoTime() - began) / 1e9);
    }

    private double median(String name) {
        List<Double> sorted =
                seconds.getOrDefault(name, List.of()).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private void row(String what, double ours, double beside, double wanted) {
        table.append(String.format(
                Locale.ROOT,
                "| %s | %.2f s | %.2f s | %.2f | %s |%n",
                what,
                ours,
                beside,
                ours / beside,
                wanted == 0 ? "" : String.format(Locale.ROOT, "at most %.2f", wanted)));
    }

    private void single(String name) {
        table.append(String.format(Locale.ROOT, "| %s | %.2f s | | | |%n", name, median(name)));
    }

    private static long peakResidentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        return -1;
    }
}
