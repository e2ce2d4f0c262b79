package io.groundcheck.release.cutover;

import io.groundcheck.release.fake.FakeAws;
import io.groundcheck.release.fake.Samples;
import io.groundcheck.release.gate.ColourFacts;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.Fence;
import io.groundcheck.release.record.Last;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.record.SwitchAction;
import io.groundcheck.release.rollout.StageDecision;
import io.groundcheck.release.rollout.StageObservation;
import io.groundcheck.release.rollout.StageRequest;
import io.groundcheck.release.rollout.StageStep;
import io.groundcheck.release.rollout.StandingFence;
import io.groundcheck.release.state.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Two processes, one lease, one record, one rule, and time: every order in which what they do can happen. What a
 * process does next is the real {@link Decision#next}; what its steps do to the world is modelled here, as {@link
 * Switch} performs them.
 *
 * <p>What is one event: reading the record; reading the rule and deciding; a step (a compare-and-swap, an order to the
 * load balancer, a look at the users); time passing on the lease (it lasts long enough for an order; it doesn't; it may
 * be taken over); a crash, at any moment. An order is three events: it is decided; it is signed and its sender looks for
 * a last time whether it may be sent; it arrives. Anything may happen in between: that is the sleeper whose call is late.
 * An order may also be refused, be lost without effect and without an answer, or arrive after its sender's death. Once
 * the time of a fence is over, AWS takes no order any more that was signed before it was put up.
 *
 * <p>A release between two switches is real up to its write ({@link StageDecision#decide} and compare-and-swap); then
 * guard looks, the colour's tasks become those of the staging, and, if it is tested, the record names its evidence: each
 * of them one event.
 *
 * <p>Bounds: two processes with one or two commands each, one after the other, from a given record; {@code crashes}
 * crashes in all; two colours; at most one release. Not modelled: a waiter's clock that runs faster than the holder's by
 * more than the margin (7 s of 15 s), tasks that fail, and an order that is neither answered in time nor carried out
 * when its sender looks, but later.
 */
final class SwitchModel {

    /** What a process is asked to do. */
    sealed interface Command {}

    /** {@code cutover} or {@code rollback}. */
    record Move(SwitchRequest request) implements Command {}

    /** {@code stage}, plan and {@code guard}, apply, and {@code smoke} if it is tested; await is implied. */
    record Release(String tag, Digest digest, boolean tested) implements Command {}

    /** How a staging is decided, and whether it is written only over the record that was read. */
    record Staging(Decider decider, boolean compares) {
        static final Staging REAL = new Staging(StageDecision::decide, true);
    }

    /** {@link StageDecision#decide}, or what it would be without one of its questions. */
    @FunctionalInterface
    interface Decider {
        StageStep decide(StageRequest request, StageObservation seen, String stageId);
    }

    /** Guard looks once more whether a colour is idle. */
    private record Guarding(Colour colour) {}

    /** The colour's tasks become those of its staging. */
    private record Applying(Colour colour) {}

    /** The specs pass, and the record names the evidence. */
    private record Testing(Colour colour) {}

    /** A release has come to its end. */
    private record Released() {}

    /** From here on, what the two processes are asked to do. */
    record Scenario(
            String name,
            ReleaseRecord record,
            Traffic rule,
            Set<Digest> proven,
            List<Command> first,
            List<Command> second) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What was found: nothing wrong if {@code counterExample} is empty. */
    record Result(
            int states, int ends, int lateOrders, int refusedForAge, int unrepaired, List<String> counterExample) {}

    /** How much time has gone over the lease since its holder last wrote it. */
    private enum Age {
        FRESH,
        TOO_SHORT_FOR_AN_ORDER,
        EXPIRED
    }

    private enum Mode {
        LOOKS,
        ACTS,
        /** The record says that an order may come. */
        ANNOUNCED,
        /** The order is signed, its last look is over. */
        SENT,
        /** The same, and AWS takes the signature no more. */
        EXPIRED,
        ENDED,
        FAILED,
        DEAD
    }

    /** A process. Whether an entity tag is still the newest is all that matters about it. */
    private record Actor(
            int command,
            Mode mode,
            int step,
            int seen,
            boolean seenIsCurrent,
            int traffic,
            long epoch,
            boolean leaseIsOurs,
            boolean lost,
            boolean journal,
            int orders,
            int verification,
            int canary,
            long overtaken,
            int sent) {

        static Actor asked(int command) {
            return new Actor(command, Mode.LOOKS, -1, -1, false, -1, -1, false, false, false, 0, 0, 0, 0, NOTHING);
        }

        /** It does nothing more: what it knew no longer matters, but for whether it left an order behind. */
        Actor over(Mode how) {
            return new Actor(0, how, -1, -1, false, -1, -1, false, false, false, Math.min(orders, 1), 0, 0, 0, NOTHING);
        }

        Actor decided(int next, int rule) {
            return with(to -> {
                to.mode = Mode.ACTS;
                to.step = next;
                to.traffic = rule;
            });
        }

        Actor saw(int record, boolean current) {
            return with(to -> {
                to.mode = Mode.LOOKS;
                to.step = -1;
                to.seen = record;
                to.seenIsCurrent = current;
            });
        }

        Actor forgets() {
            return with(to -> {
                to.mode = Mode.LOOKS;
                to.step = -1;
                to.seen = -1;
                to.seenIsCurrent = false;
                to.traffic = -1;
                to.sent = NOTHING;
            });
        }

        /** Somebody else wrote the record. */
        Actor stale() {
            return seen < 0 ? this : with(to -> to.seenIsCurrent = false);
        }

        Actor holds(long won, long from) {
            return with(to -> {
                to.epoch = won;
                to.leaseIsOurs = true;
                to.lost = false;
                to.overtaken = from;
            });
        }

        Actor in(Mode other, int order) {
            return with(to -> {
                to.mode = other;
                to.sent = order;
            });
        }

        /** An order on its way dies with nobody: it may still arrive. */
        Actor dies() {
            return mode == Mode.SENT ? ordered().over(Mode.DEAD).in(Mode.DEAD, sent) : over(Mode.DEAD);
        }

        Actor lease(boolean ours, boolean gone) {
            return with(to -> {
                to.leaseIsOurs = ours;
                to.lost = gone;
            });
        }

        Actor journalOpen() {
            return forgets().with(to -> to.journal = true);
        }

        /** More than three orders are as good as three: the decision asks for no more. */
        Actor ordered() {
            return with(to -> {
                to.orders = Math.min(orders + 1, 3);
                to.verification = LOOKING;
                to.sent = NOTHING;
            });
        }

        Actor verified(int result) {
            return with(to -> to.verification = result);
        }

        /** What comes next has as many attempts as what came before. */
        Actor watched(int result) {
            return with(to -> {
                to.orders = Math.min(orders, 1);
                to.canary = result;
            });
        }

        private Actor with(Consumer<Draft> change) {
            var draft = new Draft(this);
            change.accept(draft);
            return draft.actor();
        }

        boolean isOver() {
            return mode == Mode.ENDED || mode == Mode.FAILED || mode == Mode.DEAD;
        }

        /** It gave an order and didn't live to look what became of it. */
        boolean leftAnOrderAlone() {
            return orders > 0 && (mode == Mode.DEAD || mode == Mode.FAILED);
        }
    }

    /** The next {@link Actor}: what isn't set stays. */
    private static final class Draft {
        private final int command;
        private Mode mode;
        private int step;
        private int seen;
        private boolean seenIsCurrent;
        private int traffic;
        private long epoch;
        private boolean leaseIsOurs;
        private boolean lost;
        private boolean journal;
        private int orders;
        private int verification;
        private int canary;
        private long overtaken;
        private int sent;

        Draft(Actor from) {
            command = from.command();
            mode = from.mode();
            step = from.step();
            seen = from.seen();
            seenIsCurrent = from.seenIsCurrent();
            traffic = from.traffic();
            epoch = from.epoch();
            leaseIsOurs = from.leaseIsOurs();
            lost = from.lost();
            journal = from.journal();
            orders = from.orders();
            verification = from.verification();
            canary = from.canary();
            overtaken = from.overtaken();
            sent = from.sent();
        }

        Actor actor() {
            return new Actor(
                    command,
                    mode,
                    step,
                    seen,
                    seenIsCurrent,
                    traffic,
                    epoch,
                    leaseIsOurs,
                    lost,
                    journal,
                    orders,
                    verification,
                    canary,
                    overtaken,
                    sent);
        }
    }

    private record State(
            boolean leased,
            long leaseEpoch,
            Age age,
            long overtaken,
            int record,
            boolean fenceIsOver,
            int rule,
            int running,
            Actor one,
            Actor two,
            int crashes) {

        Actor process(int which) {
            return which == 0 ? one : two;
        }

        State with(int which, Actor changed) {
            return new State(
                    leased,
                    leaseEpoch,
                    age,
                    overtaken,
                    record,
                    fenceIsOver,
                    rule,
                    running,
                    which == 0 ? changed : one,
                    which == 0 ? two : changed,
                    crashes);
        }

        State lease(boolean held, long epoch, Age newAge) {
            return new State(held, epoch, newAge, overtaken, record, fenceIsOver, rule, running, one, two, crashes);
        }

        State taken(long epoch, long from) {
            return new State(true, epoch, Age.FRESH, from, record, fenceIsOver, rule, running, one, two, crashes);
        }

        State fence(boolean over) {
            return new State(leased, leaseEpoch, age, overtaken, record, over, rule, running, one, two, crashes);
        }

        State rule(int to) {
            return new State(leased, leaseEpoch, age, overtaken, record, fenceIsOver, to, running, one, two, crashes);
        }

        State running(int now) {
            return new State(leased, leaseEpoch, age, overtaken, record, fenceIsOver, rule, now, one, two, crashes);
        }

        /** Somebody wrote the record: nobody's copy is the newest any more, but the writer's. */
        State wrote(int which, int written) {
            return new State(leased, leaseEpoch, age, overtaken, written, fenceIsOver, rule, running, one, two, crashes)
                    .with(1 - which, process(1 - which).stale());
        }

        State crashed(int which) {
            return new State(
                            leased,
                            leaseEpoch,
                            age,
                            overtaken,
                            record,
                            fenceIsOver,
                            rule,
                            running,
                            one,
                            two,
                            crashes + 1)
                    .with(which, process(which).dies());
        }
    }

    /** What happened, in words that only a counter-example needs: to put them together takes longer than all the rest. */
    private record Event(Supplier<String> label, State to) {}

    /** All that a decision depends on: the same is not decided a thousand times. */
    private record Known(
            SwitchRequest request,
            int seen,
            int rule,
            int running,
            long epoch,
            boolean lost,
            boolean enough,
            boolean journal,
            int orders,
            int verification,
            int canary) {}

    private static final Fence FENCE = new Fence(Instant.EPOCH, 0, "somebody");
    private static final int NOTHING = -1;
    private static final int LOOKING = 0;
    private static final int SEEN = 1;
    private static final int TIMED_OUT = 2;

    /** What a process has seen of its canary: nothing yet, the percent that passed, or this. */
    private static final int BREACHED = 100;

    private final Scenario scenario;
    private final int mostCrashes;
    private final UnaryOperator<Step> decided;
    private final Staging staging;
    private boolean looks = true;
    private boolean fences = true;
    private final Map<Digest, FakeAws> tasks = new HashMap<>();
    private final Interned<ReleaseRecord> records = new Interned<>();
    private final Interned<Object> steps = new Interned<>();
    private final Interned<Traffic> rules = new Interned<>();
    private final Interned<Map<Colour, Digest>> runnings = new Interned<>();
    private final Map<Known, Integer> decisions = new HashMap<>();
    private final Map<State, Optional<State>> came = new HashMap<>();
    private final Map<State, Optional<String>> recovered = new HashMap<>();
    private int lateOrders;
    private int unrepaired;
    private int refusedForAge;
    private int ends;

    /**
     * @param decided what becomes of each decision: the decision itself, or what a process without one of its steps
     *     would do
     */
    SwitchModel(Scenario scenario, int mostCrashes, UnaryOperator<Step> decided) {
        this(scenario, mostCrashes, decided, Staging.REAL);
    }

    /**
     * With another way of staging.
     *
     * @param staging the real one, or what it would be without one of its guards
     */
    SwitchModel(Scenario scenario, int mostCrashes, UnaryOperator<Step> decided, Staging staging) {
        this.staging = staging;
        this.scenario = scenario;
        this.mostCrashes = mostCrashes;
        this.decided = decided;
    }

    /** The same without the last look before an order is sent. */
    SwitchModel withoutLastLook() {
        looks = false;
        return this;
    }

    /** The same without a fence against the orders of who was overtaken. */
    SwitchModel withoutFence() {
        fences = false;
        return this;
    }

    /** Goes everywhere; stops at the first state that breaks a promise. */
    Result explore() {
        var start = new State(
                false,
                scenario.record().epoch(),
                Age.FRESH,
                0,
                records.id(scenario.record()),
                false,
                rules.id(scenario.rule()),
                runnings.id(Arrays.stream(Colour.values())
                        .filter(colour -> scenario.record().staged(colour).isPresent())
                        .collect(Collectors.toMap(
                                colour -> colour,
                                colour -> scenario.record()
                                        .staged(colour)
                                        .orElseThrow()
                                        .digest()))),
                Actor.asked(0),
                Actor.asked(0),
                0);
        var open = new ArrayDeque<State>();
        came.put(start, Optional.empty());
        open.add(start);
        while (!open.isEmpty()) {
            var state = open.poll();
            var broken = broken(state);
            if (broken.isPresent()) {
                return result(path(state, broken.get()));
            }
            for (var move : moves(state)) {
                if (!came.containsKey(move.to())) {
                    came.put(move.to(), Optional.of(state));
                    open.add(move.to());
                }
            }
        }
        return result(List.of());
    }

    private Result result(List<String> counterExample) {
        return new Result(came.size(), ends, lateOrders, refusedForAge, unrepaired, counterExample);
    }

    // What must be so

    private Optional<String> broken(State state) {
        var rule = rules.of(state.rule());
        var unproven = unproven(state);
        if (unproven.isPresent()) {
            return Optional.of("traffic goes to " + rule + ", and no evidence ever admitted " + unproven.get());
        }
        if (state.one().isOver() && state.two().isOver()) {
            ends++;
            if (!agrees(state)) {
                if (state.one().leftAnOrderAlone() || state.two().leftAnOrderAlone()) {
                    unrepaired++;
                } else {
                    return Optional.of("everybody has gone home, traffic goes to " + rule + ", but the record says "
                            + describe(records.of(state.record())));
                }
            }
        }
        return notRecovered(state);
    }

    /** A colour that gets traffic, or a part of it, and that nothing ever admitted. */
    private Optional<Colour> unproven(State state) {
        var rule = rules.of(state.rule());
        for (var colour : Colour.values()) {
            if ((rule.isTo(colour) || rule instanceof Traffic.Split) && !isProven(state, colour)) {
                return Optional.of(colour);
            }
        }
        return Optional.empty();
    }

    /** Whether what a colour runs was admitted once; a new version is from the moment the record names its evidence. */
    private boolean isProven(State state, Colour colour) {
        var runs = Optional.ofNullable(runnings.of(state.running()).get(colour));
        var isNew = runs.filter(
                        digest -> scenario.record().colours().holding(digest).isEmpty())
                .isPresent();
        return runs.filter(scenario.proven()::contains).isPresent()
                && (!isNew
                        || records.of(state.record())
                                .staged(colour)
                                .flatMap(Staged::evidence)
                                .isPresent());
    }

    /**
     * Traffic is where the record says; or, while a switch is unfinished, still where it was; or nobody has moved it
     * yet. Where nothing was ever live there is nothing to put traffic back to: a late order then makes the first
     * version live, which a gate had admitted.
     */
    private boolean agrees(State state) {
        var record = records.of(state.record());
        var to = rules.of(state.rule()).target();
        return to.equals(record.desired())
                || (to.equals(scenario.rule().target())
                        && record.live().equals(scenario.record().live()))
                || record.desired().isEmpty()
                || (record.pending().isPresent()
                        && (to.equals(record.pending().get().from())
                                || rules.of(state.rule()) instanceof Traffic.Split));
    }

    /** Both die here, and somebody runs what `release status` says comes next: then record and rule agree. */
    private Optional<String> notRecovered(State state) {
        var from = new State(
                false,
                state.leaseEpoch(),
                Age.FRESH,
                0,
                state.record(),
                true,
                state.rule(),
                state.running(),
                Actor.asked(0),
                Actor.asked(0).over(Mode.ENDED),
                0);
        return recovered.computeIfAbsent(from, this::recover);
    }

    private Optional<String> recover(State state) {
        var alone = state;
        for (int attempt = 0; attempt < 100; attempt++) {
            var unproven = unproven(alone);
            if (unproven.isPresent()) {
                return Optional.of("both die here, and the next command sends traffic to " + rules.of(alone.rule())
                        + ", and no evidence ever admitted " + unproven.get());
            }
            if (alone.one().isOver()) {
                var record = records.of(alone.record());
                var settled = record.pending().isEmpty()
                        && rules.of(alone.rule()).target().equals(record.live());
                return settled
                        ? Optional.empty()
                        : Optional.of("both die here, and the next command doesn't mend it: traffic goes to "
                                + rules.of(alone.rule()) + ", but the record says " + describe(record));
            }
            var request = recovery(records.of(state.record()), rules.of(state.rule()));
            if (request.isEmpty()) {
                return Optional.empty();
            }
            alone = moves(alone, 0, List.of(new Move(request.get())), false)
                    .get(0)
                    .to();
        }
        return Optional.of("both die here, and the next command doesn't end");
    }

    private static Optional<SwitchRequest> recovery(ReleaseRecord record, Traffic rule) {
        if (record.pending().isPresent()) {
            var pending = record.pending().get();
            return Optional.of(
                    pending.action() == SwitchAction.CUTOVER
                            ? new SwitchRequest.CutOver(pending.digest())
                            : new SwitchRequest.RollBack());
        }
        return rule.target().equals(record.live())
                ? Optional.empty()
                : record.live()
                        .or(rule::target)
                        .flatMap(record::staged)
                        .map(staged -> new SwitchRequest.CutOver(staged.digest()));
    }

    private static String describe(ReleaseRecord record) {
        return record.live().map(live -> live + " is live").orElse("nothing is live")
                + record.pending()
                        .map(pending -> ", and a " + pending.action() + " to " + pending.to() + " was begun")
                        .orElse("");
    }

    // What can happen

    private List<Event> moves(State state) {
        var all = new ArrayList<Event>();
        for (int which = 0; which < 2; which++) {
            var process = state.process(which);
            int dead = which;
            if (process.mode() == Mode.DEAD && process.sent() != NOTHING) {
                all.add(arrives(state, which, () -> name(dead) + ", dead: its order"));
            }
            if (process.isOver()) {
                continue;
            }
            all.addAll(moves(state, which, which == 0 ? scenario.first() : scenario.second(), true));
            if (state.crashes() < mostCrashes) {
                all.add(new Event(() -> name(dead) + " dies", state.crashed(which)));
            }
        }
        if (state.leased() && state.age() != Age.EXPIRED) {
            var older = state.age() == Age.FRESH ? Age.TOO_SHORT_FOR_AN_ORDER : Age.EXPIRED;
            all.add(new Event(() -> "time: the lease is " + older, state.lease(true, state.leaseEpoch(), older)));
        }
        if (records.of(state.record()).fence().isPresent() && !state.fenceIsOver()) {
            all.add(new Event(() -> "time: what was signed before the fence is too old", fenceOver(state)));
        }
        return all;
    }

    /** A fence stands until AWS takes no order any more whose sender had lost the lease when it was put up. */
    private State fenceOver(State state) {
        var over = state.fence(true);
        for (int which = 0; which < 2; which++) {
            var process = state.process(which);
            if (process.mode() == Mode.DEAD) {
                over = over.with(which, process.in(Mode.DEAD, NOTHING));
            } else if (process.mode() == Mode.SENT && (isPutBack(process) || !process.leaseIsOurs())) {
                over = over.with(which, process.in(Mode.EXPIRED, NOTHING));
            }
        }
        return over;
    }

    private boolean isPutBack(Actor process) {
        return steps.of(process.step()) instanceof Step.PutBack;
    }

    /** The first move is what happens when nothing goes wrong. */
    private List<Event> moves(State state, int which, List<Command> program, boolean mayFail) {
        var process = state.process(which);
        if (process.mode() == Mode.LOOKS) {
            return List.of(
                    program.get(process.command()) instanceof Release release
                            ? look(state, which, release)
                            : look(state, which, ((Move) program.get(process.command())).request()));
        }
        var decidedOn = steps.of(process.step());
        Supplier<String> who = () -> name(which) + ": " + decidedOn;
        if (!(decidedOn instanceof Step step)) {
            return List.of(release(state, which, (Release) program.get(process.command()), decidedOn, program));
        }
        if (step instanceof Step.End) {
            return List.of(new Event(who, ended(state, which, program)));
        }
        if (step instanceof Step.TakeLease) {
            return takeLease(state, which, who);
        }
        if (step instanceof Step.RenewLease) {
            return List.of(new Event(
                    who,
                    renewed(state, which)
                            .with(which, renewed(state, which).process(which).forgets())));
        }
        if (step instanceof Step.Begin begin) {
            return supersede(state, which, who, seen(process).begin(process.epoch(), begin.pending()));
        }
        if (step instanceof Step.Abandon) {
            return supersede(state, which, who, seen(process).abandon(process.epoch()));
        }
        if (step instanceof Step.Finish finish) {
            var last = new Last(
                    finish.action(), process.epoch(), finish.colour(), finish.digest(), name(which), Instant.EPOCH);
            return write(state, which, who, seen(process).finish(last), true);
        }
        if (step instanceof Step.OpenJournal) {
            return List.of(new Event(who, state.with(which, process.journalOpen())));
        }
        if (step instanceof Step.Forward forward) {
            return order(state, which, who, new Traffic.To(forward.to()), process.leaseIsOurs(), mayFail);
        }
        if (step instanceof Step.Shift shift) {
            var split = new Traffic.Split(shift.to(), shift.percent());
            return order(state, which, who, split, process.leaseIsOurs(), mayFail);
        }
        if (step instanceof Step.Retreat retreat) {
            return order(
                    state.with(which, process.watched(BREACHED)),
                    which,
                    who,
                    new Traffic.To(retreat.to()),
                    process.leaseIsOurs(),
                    mayFail);
        }
        if (step instanceof Step.Promote promote) {
            return write(state, which, who, seen(process).begin(process.epoch(), promote.pending()), false);
        }
        if (step instanceof Step.WatchCanary watch) {
            return watchCanary(state, which, who, watch.pending().canary().orElseThrow());
        }
        if (step instanceof Step.PutBack back) {
            return putBack(state, which, who, back.to(), mayFail);
        }
        return verify(state, which, who, ((Step.Verify) step).colour(), mayFail);
    }

    private Event look(State state, int which, SwitchRequest request) {
        var process = state.process(which);
        if (process.seen() < 0) {
            return new Event(
                    () -> name(which) + " reads the record", state.with(which, process.saw(state.record(), true)));
        }
        var rule = process.traffic() < 0 ? state.rule() : process.traffic();
        var known = new Known(
                request,
                process.seen(),
                rule,
                state.running(),
                process.epoch(),
                process.lost(),
                hold(state, process) instanceof Hold.Held held && held.enough(),
                process.journal(),
                process.orders(),
                process.verification(),
                process.canary());
        var step = decisions.computeIfAbsent(known, fresh -> steps.id(decide(state, process, request, rule)));
        return new Event(
                () -> name(which) + " sees traffic go to " + rules.of(rule) + " and decides: "
                        + ((Step) steps.of(step)).name(),
                state.with(which, process.decided(step, rule)));
    }

    private Step decide(State state, Actor process, SwitchRequest request, int rule) {
        var seen = new Observation(
                request,
                seen(process),
                rules.of(rule),
                hold(state, process),
                Optional.empty(),
                Samples.SPECS,
                Optional.empty(),
                process.journal(),
                process.orders(),
                verification(process),
                canary(process));
        var whole = Decision.inQuestion(seen)
                .map(colour -> seen.withFacts(facts(state, colour, seen.record())))
                .orElse(seen);
        return decided.apply(Decision.next(whole));
    }

    /** What was tested is what ran then; the record alone says whether it was. */
    private ColourFacts facts(State state, Colour colour, ReleaseRecord record) {
        var runs = Optional.ofNullable(runnings.of(state.running()).get(colour));
        var there = runs.map(digest -> tasks.computeIfAbsent(digest, fresh -> {
            var aws = new FakeAws();
            for (var each : Colour.values()) {
                aws.up(each, fresh, 2);
            }
            return aws;
        }));
        var running =
                there.map(aws -> aws.running.getOrDefault(colour, List.of())).orElse(List.of());
        var evidence = record
                .staged(colour)
                .filter(staged -> staged.evidence().isPresent())
                .map(staged -> Samples.stored(Samples.evidence(colour, staged, running)))
                .stream()
                .toList();
        return new ColourFacts(
                evidence,
                running,
                there.map(aws -> aws.targets.getOrDefault(colour, List.of())).orElse(List.of()));
    }

    private Event look(State state, int which, Release release) {
        var process = state.process(which);
        if (process.seen() < 0) {
            return new Event(
                    () -> name(which) + " reads the record", state.with(which, process.saw(state.record(), true)));
        }
        var step = staging.decider()
                .decide(
                        new StageRequest(release.tag(), release.digest(), Optional.empty(), false),
                        new StageObservation(
                                seen(process),
                                rules.of(state.rule()),
                                Optional.of(release.digest()),
                                "connections",
                                Set.of(),
                                seen(process)
                                        .fence()
                                        .filter(fence -> !state.fenceIsOver())
                                        .map(fence -> new StandingFence(fence, Duration.ofMinutes(20)))),
                        "stage-" + release.tag());
        return new Event(
                () -> name(which) + " sees traffic go to " + rules.of(state.rule()) + " and decides: " + step,
                state.with(which, process.decided(steps.id(step), state.rule())));
    }

    private Event release(State state, int which, Release release, Object step, List<Command> program) {
        var process = state.process(which);
        Supplier<String> who = () -> name(which) + ": " + step;
        if (step instanceof StageStep.Write write) {
            if (staging.compares() && !process.seenIsCurrent()) {
                return new Event(() -> who.get() + ", but somebody wrote first", state.with(which, process.forgets()));
            }
            var id = records.id(seen(process).stage(write.colour(), write.staged()));
            return new Event(who, next(state.wrote(which, id), which, new Guarding(write.colour())));
        }
        if (step instanceof Guarding guarding) {
            var rule = rules.of(state.rule());
            var idle = !rule.isTo(guarding.colour()) && !rule.isDivided();
            return new Event(who, next(state, which, idle ? new Applying(guarding.colour()) : new Released()));
        }
        if (step instanceof Applying applying) {
            var now = new EnumMap<Colour, Digest>(Colour.class);
            now.putAll(runnings.of(state.running()));
            now.put(
                    applying.colour(),
                    records.of(state.record())
                            .staged(applying.colour())
                            .orElseThrow()
                            .digest());
            var applied = state.running(runnings.id(now));
            return new Event(
                    who, next(applied, which, release.tested() ? new Testing(applying.colour()) : new Released()));
        }
        if (step instanceof Testing testing) {
            var record = records.of(state.record());
            var staged = record.staged(testing.colour()).orElseThrow();
            var ours = staged.digest().equals(release.digest());
            var tested = ours
                    ? state.wrote(
                            which,
                            records.id(record.name(
                                    testing.colour(),
                                    staged.withEvidence(Samples.staged("x", release.digest())
                                            .evidence()
                                            .orElseThrow()))))
                    : state;
            return new Event(who, next(tested, which, new Released()));
        }
        return new Event(who, ended(state, which, program)); // released, refused, or staged already
    }

    private State next(State state, int which, Object step) {
        return state.with(which, state.process(which).decided(steps.id(step), state.rule()));
    }

    private static Hold hold(State state, Actor process) {
        if (process.epoch() < 0) {
            return new Hold.None();
        }
        return process.lost()
                ? new Hold.Lost(process.epoch())
                : new Hold.Held(process.epoch(), process.leaseIsOurs() && state.leased() && state.age() == Age.FRESH);
    }

    private static Canary canary(Actor process) {
        return switch (process.canary()) {
            case 0 -> new Canary.Watching();
            case BREACHED -> new Canary.Breached("an alarm");
            default -> new Canary.Passed(process.canary());
        };
    }

    private static Verification verification(Actor process) {
        return switch (process.verification()) {
            case SEEN -> new Verification.Seen();
            case TIMED_OUT -> new Verification.TimedOut("the other version answers");
            default -> new Verification.Looking();
        };
    }

    /** The lease goes free if it is still ours; the next command begins with nothing in mind. */
    private static State ended(State state, int which, List<Command> program) {
        var process = state.process(which);
        var freed =
                process.leaseIsOurs() && !process.lost() ? state.lease(false, state.leaseEpoch(), Age.FRESH) : state;
        return freed.with(
                which,
                process.command() + 1 < program.size() ? Actor.asked(process.command() + 1) : process.over(Mode.ENDED));
    }

    private State failed(State state, int which) {
        var process = state.process(which);
        var freed =
                process.leaseIsOurs() && !process.lost() ? state.lease(false, state.leaseEpoch(), Age.FRESH) : state;
        return freed.with(which, process.over(Mode.FAILED));
    }

    private List<Event> takeLease(State state, int which, Supplier<String> who) {
        var process = state.process(which);
        if (state.leased() && state.age() != Age.EXPIRED) {
            return List.of(new Event(() -> name(which) + " waits no longer for the lease", failed(state, which)));
        }
        var epoch = Math.max(seen(process).epoch(), state.leaseEpoch()) + 1;
        var other = state.process(1 - which);
        var from = state.leased() ? state.leaseEpoch() : state.overtaken();
        return List.of(new Event(
                who,
                state.taken(epoch, from)
                        .with(1 - which, other.lease(false, other.lost()))
                        .with(which, process.holds(epoch, from).forgets())));
    }

    private static State renewed(State state, int which) {
        var process = state.process(which);
        return process.leaseIsOurs()
                ? state.lease(true, state.leaseEpoch(), Age.FRESH)
                : state.with(which, process.lease(false, true));
    }

    private List<Event> write(State state, int which, Supplier<String> who, ReleaseRecord changed, boolean forgets) {
        var process = state.process(which);
        if (!process.seenIsCurrent()) {
            return List.of(
                    new Event(() -> who.get() + ", but somebody wrote first", state.with(which, process.forgets())));
        }
        var id = records.id(changed);
        var writer = forgets ? process.forgets() : process.saw(id, true);
        return List.of(new Event(who, state.wrote(which, id).with(which, writer)));
    }

    /** As {@link Switch} does it: over somebody who was silent, with a fence. */
    private List<Event> supersede(State state, int which, Supplier<String> who, ReleaseRecord changed) {
        var process = state.process(which);
        var before = seen(process);
        if (!fences || before.pending().isEmpty() || before.epoch() > process.overtaken()) {
            return write(state, which, who, changed, false);
        }
        if (!process.leaseIsOurs()) {
            return List.of(new Event(
                    () -> who.get() + ", but the lease is lost",
                    state.with(which, process.lease(false, true).forgets())));
        }
        return fenced(
                state, which, write(state, which, () -> who.get() + ", with a fence", changed.fenced(FENCE), false));
    }

    private static List<Event> fenced(State state, int which, List<Event> written) {
        return state.process(which).seenIsCurrent()
                ? written.stream()
                        .map(event -> new Event(event.label(), event.to().fence(false)))
                        .toList()
                : written;
    }

    private List<Event> putBack(State state, int which, Supplier<String> who, Colour to, boolean mayFail) {
        var process = state.process(which);
        if (process.mode() != Mode.ACTS) {
            // As Switch does it: an announcement that is over doesn't entitle to an order.
            return order(
                    state, which, who, new Traffic.To(to), process.seenIsCurrent() && !state.fenceIsOver(), mayFail);
        }
        if (!process.seenIsCurrent()) {
            return List.of(
                    new Event(() -> who.get() + ", but somebody wrote first", state.with(which, process.forgets())));
        }
        var id = records.id(seen(process).fenced(FENCE));
        var announced = process.saw(id, true).decided(process.step(), process.traffic());
        return List.of(new Event(
                () -> who.get() + " is announced",
                state.wrote(which, id)
                        .with(which, announced.in(Mode.ANNOUNCED, NOTHING))
                        .fence(false)));
    }

    /** Signed, looked at for a last time, on its way, there: anything may happen in between. */
    private List<Event> order(
            State state, int which, Supplier<String> who, Traffic to, boolean entitled, boolean mayFail) {
        var process = state.process(which);
        if (process.mode() == Mode.EXPIRED) {
            refusedForAge++;
            return List.of(refused(state, which, () -> who.get() + ", refused for its age"));
        }
        if (process.mode() != Mode.SENT) {
            return List.of(
                    entitled || !looks
                            ? new Event(
                                    () -> who.get() + " is signed",
                                    state.with(which, process.in(Mode.SENT, rules.id(to))))
                            : new Event(
                                    () -> who.get() + ", not sent",
                                    state.with(which, process.lease(false, true).forgets())));
        }
        var arrives = arrives(state, which, who);
        var after = state.with(which, process.ordered().forgets());
        return mayFail
                ? List.of(
                        arrives,
                        new Event(() -> who.get() + ", lost on its way and not answered", after),
                        refused(state, which, () -> who.get() + ", refused"))
                : List.of(arrives);
    }

    private Event arrives(State state, int which, Supplier<String> who) {
        var process = state.process(which);
        var late = !process.leaseIsOurs();
        if (late) {
            lateOrders++;
        }
        var after = process.isOver()
                ? process.in(process.mode(), NOTHING)
                : process.ordered().forgets();
        return new Event(
                () -> (late ? "LATE " : "") + who.get() + " arrives",
                state.with(which, after).rule(process.sent()));
    }

    private Event refused(State state, int which, Supplier<String> label) {
        var process = state.process(which);
        var overtaken = !isPutBack(process) && !process.leaseIsOurs();
        return new Event(
                label, overtaken ? state.with(which, process.lease(false, true).forgets()) : failed(state, which));
    }

    /** The lease is given out of hand first, if it is still there to give: whoever wants it needn't wait. */
    private static List<Event> watchCanary(State state, int which, Supplier<String> who, int percent) {
        var process = state.process(which);
        if (!process.leaseIsOurs()) {
            return List.of(new Event(
                    () -> who.get() + ", but the lease is lost",
                    state.with(which, process.lease(false, true).forgets())));
        }
        var yielded = state.lease(false, state.leaseEpoch(), Age.FRESH);
        return List.of(
                new Event(
                        () -> who.get() + ": it passes",
                        yielded.with(which, process.watched(percent).forgets())),
                new Event(
                        () -> who.get() + ": a breach",
                        yielded.with(which, process.watched(BREACHED).forgets())));
    }

    private List<Event> verify(State state, int which, Supplier<String> who, Colour colour, boolean mayFail) {
        var all = new ArrayList<Event>();
        if (rules.of(state.rule()).isTo(colour)) {
            all.add(new Event(() -> who.get() + " sees it", verified(state, which, SEEN)));
        }
        if (mayFail) {
            all.add(new Event(() -> who.get() + " doesn't see it in time", verified(state, which, TIMED_OUT)));
        }
        if (mayFail || all.isEmpty()) {
            all.add(new Event(() -> who.get() + " doesn't see it yet", verified(state, which, LOOKING)));
        }
        return all;
    }

    /** A long look renews the lease on its way. */
    private static State verified(State state, int which, int result) {
        var process = state.process(which);
        var held = hold(state, process) instanceof Hold.Held lease && !lease.enough() ? renewed(state, which) : state;
        return held.with(which, held.process(which).verified(result).forgets());
    }

    private ReleaseRecord seen(Actor process) {
        return records.of(process.seen());
    }

    private static String name(int which) {
        return which == 0 ? "P1" : "P2";
    }

    private List<String> path(State state, String broken) {
        var path = new ArrayList<String>();
        path.add(broken);
        var to = state;
        for (var from = came.get(to); from != null && from.isPresent(); from = came.get(to)) {
            path.add(label(from.get(), to));
            to = from.get();
        }
        Collections.reverse(path);
        return path;
    }

    private String label(State from, State to) {
        return moves(from).stream()
                .filter(move -> move.to().equals(to))
                .findFirst()
                .orElseThrow()
                .label()
                .get();
    }

    /** Numbers for values: a state is compared and kept millions of times. */
    private static final class Interned<T> {
        private final Map<T, Integer> ids = new HashMap<>();
        private final List<T> values = new ArrayList<>();

        int id(T value) {
            return ids.computeIfAbsent(value, fresh -> {
                values.add(fresh);
                return values.size() - 1;
            });
        }

        T of(int id) {
            return values.get(id);
        }
    }
}
