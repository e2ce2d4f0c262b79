package io.groundcheck.release.cutover;

import io.groundcheck.release.Progress;
import io.groundcheck.release.gate.Specs;
import io.groundcheck.release.latency.BaselineMeter;
import io.groundcheck.release.record.Nonces;
import io.groundcheck.release.time.Ticker;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes switches. What isn't set is what the command line uses. */
public final class SwitchBuilder {

    Ticker ticker = Ticker.system();
    Clock clock = Clock.systemUTC();
    Supplier<String> nonces = Nonces.random();
    SwitchSettings settings = SwitchSettings.DEFAULT;
    Progress progress = Progress.silent();
    StepListener listener = StepListener.none();
    CanaryWatch canaries = CanaryWatch.none();
    BaselineMeter baselines = BaselineMeter.none();
    Optional<String> reason = Optional.empty();

    /** For every decision that waits or expires. */
    public SwitchBuilder ticker(Ticker monotonic) {
        ticker = monotonic;
        return this;
    }

    /** For what people read. */
    public SwitchBuilder clock(Clock wall) {
        clock = wall;
        return this;
    }

    /** For what is written. */
    public SwitchBuilder nonces(Supplier<String> source) {
        nonces = source;
        return this;
    }

    /** How long, how often. */
    public SwitchBuilder settings(SwitchSettings chosen) {
        settings = chosen;
        return this;
    }

    /** Who is told what goes on. */
    public SwitchBuilder progress(Progress told) {
        progress = told;
        return this;
    }

    /** Who is told of each step's boundaries. */
    public SwitchBuilder listener(StepListener told) {
        listener = told;
        return this;
    }

    /** Who measures how fast users are answered before a cutover moves them. */
    public SwitchBuilder baselines(BaselineMeter meter) {
        baselines = meter;
        return this;
    }

    /** Who looks after a canary. */
    public SwitchBuilder canaries(CanaryWatch watch) {
        canaries = watch;
        return this;
    }

    /** Why, for the journal, where a program decided it. */
    public SwitchBuilder because(String why) {
        reason = Optional.of(why);
        return this;
    }

    /**
     * One switch, for one run.
     *
     * @param specs of this CLI
     * @param by who asks, for record, lease and journal
     */
    public Switch build(World world, Specs specs, String by) {
        return new Switch(this, world, specs, by);
    }
}
