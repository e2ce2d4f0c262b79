package io.groundcheck.release.cutover;

import io.groundcheck.release.AwsException;
import io.groundcheck.release.ExitCode;
import io.groundcheck.release.Progress;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.aws.LastLook;
import io.groundcheck.release.gate.ColourFacts;
import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.gate.Specs;
import io.groundcheck.release.journal.Journal;
import io.groundcheck.release.latency.Baseline;
import io.groundcheck.release.latency.BaselineMeter;
import io.groundcheck.release.lease.LeaseBusyException;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Fence;
import io.groundcheck.release.record.Last;
import io.groundcheck.release.record.Pending;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.record.SwitchAction;
import io.groundcheck.release.state.Traffic;
import io.groundcheck.release.store.Versioned;
import io.groundcheck.release.time.Ticker;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Performs a switch: look, decide, do, and again. It keeps nothing in mind that a process started after a crash would
 * miss, except for whether it ordered something itself. One object for one run.
 */
public final class Switch {

    private static final int MOST_STEPS = 200;

    private final World world;
    private final Observer observer;
    private final Ticker ticker;
    private final Clock clock;
    private final Supplier<String> nonces;
    private final SwitchSettings settings;
    private final Specs specs;
    private final String by;
    private final Progress progress;
    private final StepListener listener;
    private final BaselineMeter baselines;
    private final CanaryWatch canaries;
    private final Optional<String> reason;

    private final SwitchLease lease;
    private final SwitchJournal journal;

    private @Nullable Versioned<ReleaseRecord> record;
    private @Nullable Traffic traffic;
    private @Nullable ColourFacts facts;
    private @Nullable Verifier verifier;
    private int orders;
    private int part;
    private Optional<Baseline> baseline = Optional.empty();
    private Verification verification = new Verification.Looking();
    private Canary canary = new Canary.Watching();

    Switch(SwitchBuilder builder, World world, Specs specs, String by) {
        this.world = world;
        this.specs = specs;
        this.by = by;
        this.observer = new Observer(world);
        this.ticker = builder.ticker;
        this.clock = builder.clock;
        this.nonces = builder.nonces;
        this.settings = builder.settings;
        this.progress = builder.progress;
        this.listener = builder.listener;
        this.baselines = builder.baselines;
        this.canaries = builder.canaries;
        this.reason = builder.reason;
        this.lease = new SwitchLease(world.leases(), settings.orderMargin(), progress);
        this.journal = new SwitchJournal(world.journals(), clock, nonces, progress);
    }

    /**
     * Does what was asked for, or finishes what a crashed run began.
     *
     * @return what came of it, for the person who asked
     * @throws GateRefusedException if a gate says no; traffic stays where it is
     * @throws ReleaseException with {@link ExitCode#ROLLED_BACK} if a canary was bad and was taken back
     * @throws LeaseBusyException if somebody else holds the lease or won
     * @throws ReleaseException with {@link ExitCode#TIMED_OUT} if it was ordered but can't be seen, or with {@link
     *     ExitCode#UNREACHABLE} if AWS doesn't answer; the same command then goes on from there
     */
    public String run(SwitchRequest request) {
        try {
            return steps(request);
        } finally {
            sayWhatIsLeft();
            lease.free();
        }
    }

    private void sayWhatIsLeft() {
        if (part > 0) {
            progress.say("nobody looks after the canary of " + part
                    + " % any more: run the same command to go on with it," + " or `release rollback` to take it back");
        }
    }

    private String steps(SwitchRequest request) {
        for (int count = 0; count < MOST_STEPS; ) {
            var step = Decision.next(observe(request));
            // A canary is looked at for as long as its step takes.
            count += step instanceof Step.WatchCanary && canary instanceof Canary.Watching ? 0 : 1;
            listener.before(step);
            if (step instanceof Step.End end) {
                part = step instanceof Step.GiveUp ? part : 0; // whoever won looks after it
                journal.close(end);
                lease.free();
                listener.after(step);
                return result(end);
            }
            perform(step);
            listener.after(step);
        }
        throw new IllegalStateException("no end after " + MOST_STEPS + " steps");
    }

    private Observation observe(SwitchRequest request) {
        if (record == null) {
            record = world.records().read();
        }
        if (traffic == null) {
            traffic = world.loadBalancer().traffic();
        }
        var seen = new Observation(
                request,
                record.value(),
                traffic,
                lease.hold(),
                Optional.ofNullable(facts),
                specs,
                observer.leftBehind(request, record.value()),
                journal.isOpen(),
                orders,
                verification,
                canary);
        if (facts != null) {
            return seen;
        }
        var asked = Decision.inQuestion(seen);
        if (asked.isEmpty()) {
            return seen;
        }
        facts = observer.facts(request, record.value(), asked.get());
        return seen.withFacts(facts);
    }

    private void perform(Step step) {
        if (step instanceof Step.TakeLease) {
            takeLease();
        } else if (step instanceof Step.RenewLease) {
            renewLease();
        } else if (step instanceof Step.Begin begin) {
            supersede(current().begin(epoch(), begin.pending()), step, describe(begin.pending()));
        } else if (step instanceof Step.Abandon abandon) {
            supersede(current().abandon(epoch()), step, abandon.why());
        } else if (step instanceof Step.OpenJournal open) {
            openJournal(open.pending());
        } else if (step instanceof Step.Forward forward) {
            order(step, forward.to(), lease::look);
        } else if (step instanceof Step.Shift shift) {
            order(
                    step,
                    shift.percent() + " % to " + shift.to(),
                    () -> world.loadBalancer().split(shift.to(), shift.percent(), lease::look));
        } else if (step instanceof Step.Retreat retreat) {
            progress.say("taking the canary back: " + retreat.why());
            canary = new Canary.Breached(retreat.why());
            order(step, retreat.to(), lease::look);
        } else if (step instanceof Step.Promote promote) {
            promote(promote.pending());
        } else if (step instanceof Step.WatchCanary watch) {
            watchCanary(watch.pending());
        } else if (step instanceof Step.PutBack back) {
            putBack(back);
        } else if (step instanceof Step.Verify verify) {
            verify(verify);
        } else if (step instanceof Step.Finish finish) {
            finish(finish);
        } else {
            throw new IllegalStateException("no way to perform " + step);
        }
    }

    /** While the old colour has all of the traffic, and no earlier: a gate that refuses needn't wait for it. */
    private Optional<Baseline> measureBaseline() {
        var live = current()
                .live()
                .filter(colour -> java.util.Objects.requireNonNull(traffic).isTo(colour));
        var serves = live.flatMap(current()::staged);
        if (current().live().isEmpty()) {
            progress.say("no latency baseline: this is the first release");
        }
        return live.isEmpty() || serves.isEmpty()
                ? Optional.empty()
                : baselines.measure(live.get(), serves.get().digest());
    }

    private void takeLease() {
        lease.take(by, current().epoch());
        note("TakeLease", "epoch " + lease.epoch());
        forget();
    }

    private void renewLease() {
        lease.renew();
        forget();
    }

    private void openJournal(Pending pending) {
        if (pending.action() == SwitchAction.CUTOVER) {
            baseline = measureBaseline();
        }
        var from = pending.from().flatMap(current()::staged);
        journal.open(steps -> new Journal(
                Journal.SCHEMA,
                nonces.get(),
                epoch(),
                pending.action(),
                pending.from(),
                from.map(Staged::tag),
                from.map(Staged::digest),
                pending.to(),
                pending.digest(),
                pending.stageId(),
                by,
                reason,
                baseline,
                steps));
        forget(); // measuring takes a second or two: what the gates saw is older than that
    }

    /**
     * Without a lease: so the record says first that an order may come, and the order is sent only if nobody has written
     * the record since.
     */
    private void putBack(Step.PutBack back) {
        progress.say("another switch came between: putting traffic to " + back.to() + ", as the record says");
        var now = world.records().look(readRecord().etag());
        var announced = now.flatMap(at -> world.records()
                .replace(
                        current()
                                .fenced(new Fence(
                                        at.plus(settings.announcement()).plus(settings.latestOrder()), epoch(), by)),
                        readRecord().etag()));
        if (announced.isEmpty()) {
            forget(); // somebody else wrote: look again and decide anew
            return;
        }
        // What was slept through between the announcement and the last look, the fence doesn't cover.
        var until = now.get().plus(settings.announcement());
        order(
                back,
                back.to(),
                () -> world.records().look(announced.get().etag()).filter(at -> !at.isAfter(until)));
    }

    private void order(Step step, Colour to, LastLook lastLook) {
        order(step, to.toString(), () -> world.loadBalancer().forwardTo(to, lastLook));
    }

    private void order(Step step, String where, BooleanSupplier modifyRule) {
        progress.say("forwarding live traffic to " + where);
        var before = ticker.now();
        try {
            if (modifyRule.getAsBoolean()) {
                orders++;
                part = step instanceof Step.Shift shift ? shift.percent() : 0;
                note(step.name(), where + ", " + ticker.now().minus(before).toMillis() + " ms");
            } else {
                progress.say("not sent: somebody else came first");
                note(step.name(), where + ", not sent: somebody else came first");
                lease.lose();
            }
        } catch (AwsException e) {
            if (e.outcomeUnknown()) {
                orders++;
                part = step instanceof Step.Shift shift ? shift.percent() : 0;
                note(step.name(), where + ", no answer; looking instead");
                progress.say("the load balancer gave no answer; looking at the rule instead");
            } else if (isOvertaken(step)) {
                note(step.name(), where + ", refused: " + e.getMessage());
                progress.say("refused, and somebody else came first: " + e.getMessage());
            } else {
                throw e;
            }
        }
        forget(); // the record is read again: the epoch may have moved
        verifier = null;
        verification = new Verification.Looking();
    }

    /** An order whose sender slept until its signature was out of date is refused; what it was for is over. */
    private boolean isOvertaken(Step step) {
        return !(step instanceof Step.PutBack) && lease.look().isEmpty();
    }

    /** Nothing is ordered meanwhile: so who wants to take the canary back, or on, needn't wait for the step's end. */
    private void watchCanary(Pending pending) {
        if (!lease.giveWay()) {
            forget();
            return;
        }
        var old = pending.from().flatMap(current()::staged).map(Staged::digest).orElseThrow();
        canary = canaries.look(pending, old, baseline);
        if (canary instanceof Canary.Passed passed) {
            seen("all was well with " + passed.percent() + " % on " + pending.to());
        } else if (canary instanceof Canary.Breached breached) {
            seen(breached.reason());
        }
        forget();
    }

    /** What comes next has as many attempts as what came before. */
    private void seen(String ofTheCanary) {
        note("WatchCanary", ofTheCanary);
        orders = Math.min(orders, 1);
    }

    private void promote(Pending pending) {
        var part = pending.canary().map(percent -> percent + " %").orElse("everything");
        write(
                current().begin(epoch(), pending),
                new Step.Promote(pending),
                "the canary went well: " + part + " may go to " + pending.to());
    }

    private void verify(Step.Verify verify) {
        if (verifier == null) {
            progress.say("verifying over new connections that " + verify.colour() + " answers");
            verifier = new Verifier(world.probe(), ticker, settings);
        }
        verification = verifier.look(answer -> answer.isFrom(verify.colour(), verify.digest()));
        if (!(verification instanceof Verification.Looking)) {
            note("Verify", verification.toString());
        }
        lease.renewIfShort();
        forget();
    }

    private void finish(Step.Finish finish) {
        var last = new Last(finish.action(), epoch(), finish.colour(), finish.digest(), by, clock.instant());
        write(current().finish(last), finish, finish.colour() + " is live");
        forget();
    }

    /**
     * What somebody else began in an earlier epoch ends with this write. If that somebody was silent and not done, the
     * order may be on its way: it can arrive as long as AWS takes its signature.
     */
    private void supersede(ReleaseRecord changed, Step step, String detail) {
        var silent = lease.overtaken()
                .filter(holder -> current().pending().isPresent() && current().epoch() <= holder.epoch());
        if (silent.isEmpty()) {
            write(changed, step, detail);
            return;
        }
        var now = lease.look();
        if (now.isEmpty()) {
            forget();
            return;
        }
        var fence = new Fence(
                now.get().plus(settings.latestOrder()),
                silent.get().epoch(),
                silent.get().holder());
        progress.say(fence.holder() + " lost the lease in the middle of a switch: its order to the load balancer may"
                + " still arrive, and nothing may be staged, until " + fence.until());
        write(changed.fenced(fence), step, detail);
    }

    private void write(ReleaseRecord changed, Step step, String detail) {
        var read = readRecord();
        var written = world.records().replace(changed, read.etag());
        if (written.isPresent()) {
            record = written.get();
            note(step.name(), detail);
            progress.say("recorded: " + detail);
        } else {
            forget(); // somebody else wrote: look again and decide anew
        }
    }

    private String result(Step.End end) {
        if (end instanceof Step.Done done) {
            return done.message();
        }
        if (end instanceof Step.Refuse refuse) {
            throw new GateRefusedException(refuse.gate(), refuse.message());
        }
        if (end instanceof Step.TakenBack back) {
            throw new ReleaseException(ExitCode.ROLLED_BACK, back.message());
        }
        if (end instanceof Step.Lost lost) {
            throw new LeaseBusyException(lost.message() + lease.holderNow());
        }
        throw new ReleaseException(ExitCode.TIMED_OUT, end.message());
    }

    private static String describe(Pending pending) {
        return pending.action() + " from "
                + pending.from().map(Colour::toString).orElse("nothing") + " to " + pending.to() + " ("
                + pending.digest().brief() + ") begins";
    }

    private void note(String step, String detail) {
        journal.note(step, detail);
    }

    /** The next observation reads everything anew. */
    private void forget() {
        record = null;
        traffic = null;
        facts = null;
    }

    private ReleaseRecord current() {
        return readRecord().value();
    }

    private Versioned<ReleaseRecord> readRecord() {
        return java.util.Objects.requireNonNull(record);
    }

    private long epoch() {
        return lease.epoch();
    }
}
