package io.groundcheck.release.cli;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.aws.EffectListener;
import io.groundcheck.release.aws.sdk.Times;
import io.groundcheck.release.cutover.SwitchSettings;
import io.groundcheck.release.latency.LatencyRule;
import io.groundcheck.release.lease.LeaseSettings;
import io.groundcheck.release.watch.WatchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/**
 * What the crash tests need of the real program (docs/cutover.md, "How the crashes are tested"): to end it, without any
 * cleanup, before its nth change to AWS; a list of those changes; and shorter times. Nothing of it works on AWS.
 */
final class TestHooks implements EffectListener {

    private static final String HALT_BEFORE = "RELEASE_TEST_HALT_BEFORE";
    private static final String EFFECTS = "RELEASE_TEST_EFFECTS";
    private static final String QUICK = "RELEASE_TEST_QUICK";

    /** What a process looks like that was ended by SIGKILL. */
    private static final int KILLED = 137;

    private final int haltBefore;
    private final String effects;
    private final boolean quick;
    private int count;

    private TestHooks(int haltBefore, String effects, boolean quick) {
        this.haltBefore = haltBefore;
        this.effects = effects;
        this.quick = quick;
    }

    static TestHooks from(Map<String, String> env) {
        var used = env.keySet().stream()
                .filter(name -> name.startsWith("RELEASE_TEST_"))
                .findFirst();
        if (used.isPresent() && env.getOrDefault("TARGET", "").equals("aws")) {
            throw new ReleaseException(ExitCode.USAGE, used.get() + " is for tests on an emulator: unset it");
        }
        return new TestHooks(
                Integer.parseInt(env.getOrDefault(HALT_BEFORE, "0")),
                env.getOrDefault(EFFECTS, ""),
                env.containsKey(QUICK));
    }

    @Override
    public void before(String call) {
        count++;
        if (count == haltBefore) {
            Runtime.getRuntime().halt(KILLED);
        }
        note(call);
    }

    @Override
    public void after(String call) {
        // the moment before the next change is the same to the world
    }

    /** All changes are made; the last moment at which the process can die. */
    void end() {
        if (count + 1 == haltBefore) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private void note(String call) {
        if (effects.isEmpty()) {
            return;
        }
        try {
            Files.writeString(Path.of(effects), call + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ReleaseException(ExitCode.USAGE, EFFECTS + ": " + e, e);
        }
    }

    Times aws() {
        return quick ? new Times(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(1)) : Times.DEFAULT;
    }

    LeaseSettings lease() {
        return quick
                ? new LeaseSettings(Duration.ofSeconds(2), Duration.ofSeconds(40), Duration.ofMillis(50))
                : LeaseSettings.DEFAULT;
    }

    SwitchSettings switching() {
        return quick
                ? new SwitchSettings(
                        Duration.ofSeconds(1),
                        3,
                        Duration.ofMillis(100),
                        Duration.ofMillis(20),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(3))
                : SwitchSettings.DEFAULT;
    }

    LatencyRule latency() {
        return quick ? new LatencyRule(2, Duration.ofMillis(50), 4, Duration.ofMillis(200), 2, 3) : LatencyRule.DEFAULT;
    }

    WatchSettings watching(Duration bake) {
        return quick ? new WatchSettings(bake, Duration.ofMillis(200), 2) : WatchSettings.baking(bake);
    }
}
