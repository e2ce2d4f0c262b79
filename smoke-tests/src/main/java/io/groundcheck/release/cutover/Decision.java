package io.groundcheck.release.cutover;

import io.groundcheck.release.gate.Gate;
import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.gate.Verdict;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Pending;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.record.SwitchAction;
import io.groundcheck.release.state.Traffic;
import java.util.Optional;

/**
 * What to do next, from what was seen. The one place where it is decided, for the command line and for the model that
 * checks every interleaving. Each answer depends on the world as it is, not on how this process came here, so that a
 * process that starts after a crash goes on where the dead one stopped.
 */
public final class Decision {

    private static final int MOST_ORDERS = 3;

    private Decision() {}

    /** The next step. */
    public static Step next(Observation seen) {
        if (isOvertaken(seen)) {
            return overtaken(seen);
        }
        var goal = Goals.of(seen);
        if (goal instanceof Goal.Already already) {
            return new Step.Done(already.message());
        }
        if (goal instanceof Goal.TakenBack back) {
            return new Step.TakenBack(back.message());
        }
        if (goal instanceof Goal.Impossible impossible) {
            return new Step.Refuse(impossible.gate(), impossible.message());
        }
        if (!(seen.hold() instanceof Hold.Held held)) {
            return new Step.TakeLease();
        }
        if (goal instanceof Goal.Abandon abandon) {
            return new Step.Abandon(abandon.why());
        }
        var reach = (Goal.Reach) goal;
        return isThere(seen, reach) ? confirm(seen, held, reach) : move(seen, held, reach);
    }

    /**
     * The colour whose tasks, targets and evidence {@link #next} would judge; empty if it would judge none. Looking at
     * them takes time during which traffic hasn't moved, so that nothing else is looked at.
     */
    static Optional<Colour> inQuestion(Observation seen) {
        if (isOvertaken(seen) || !(seen.hold() instanceof Hold.Held)) {
            return Optional.empty();
        }
        return Goals.of(seen) instanceof Goal.Reach reach
                        && (!isThere(seen, reach) || (reach.fresh() && !isAdmitted(seen, reach)))
                ? Optional.of(reach.colour())
                : Optional.empty();
    }

    /** All traffic is where it is to be; where only a part may go, it never is. */
    private static boolean isThere(Observation seen, Goal.Reach reach) {
        return seen.traffic().isTo(reach.colour()) && reach.pending().canary().isEmpty();
    }

    private static boolean isOvertaken(Observation seen) {
        return seen.hold() instanceof Hold.Lost
                || (seen.hold() instanceof Hold.Held held && seen.record().epoch() > held.epoch());
    }

    /**
     * Nothing can take back an order that was sent under an old epoch. So whoever sent one and finds a newer epoch makes
     * the rule agree with the record, and looks again. A canary's part is no agreement: its holder may be about to take
     * it back. If he isn't, he orders it again.
     */
    private static Step overtaken(Observation seen) {
        var record = seen.record();
        var desired = record.desired();
        if (seen.orders() > 0 && desired.isPresent() && !seen.traffic().isTo(desired.get())) {
            return new Step.PutBack(desired.get());
        }
        var winner = record.last()
                .map(last -> "; the last finished switch is a " + last.action() + " to " + last.colour() + " by "
                        + last.by())
                .orElse("");
        return new Step.Lost("somebody else took the lease over, and the record is at epoch " + record.epoch() + winner
                + ". Look at `release status` before you try again");
    }

    /** Traffic is where it should be: by our order, by a dead process's, or by hand. */
    private static Step confirm(Observation seen, Hold.Held held, Goal.Reach reach) {
        if (!isAdmitted(seen, reach) && reach.fresh()) {
            var verdict = judge(seen, reach);
            if (verdict instanceof Verdict.Refused refused) {
                return new Step.Refuse(
                        refused.gate(),
                        "traffic goes to " + reach.colour() + " already, but no gate admitted it: "
                                + refused.message());
            }
        }
        var before = written(seen, held, reach);
        if (before.isPresent()) {
            return before.get();
        }
        if (seen.verification() instanceof Verification.TimedOut timedOut) {
            return new Step.GiveUp("the rule forwards to " + reach.colour() + ", but users don't see "
                    + reach.digest().brief() + " yet: " + timedOut.detail() + ". Run the same command to look again, or"
                    + (reach.pending().action() == SwitchAction.CUTOVER
                            ? " `release rollback`"
                            : " look at `release status`"));
        }
        return seen.verification() instanceof Verification.Seen
                ? new Step.Finish(reach.pending().action(), reach.colour(), reach.digest())
                : new Step.Verify(reach.colour(), reach.digest());
    }

    private static Step move(Observation seen, Hold.Held held, Goal.Reach reach) {
        var refused =
                judge(seen, reach) instanceof Verdict.Refused no ? Optional.of(no) : Optional.<Verdict.Refused>empty();
        var bad = breach(seen, reach).or(() -> refused.map(Verdict.Refused::message));
        if (bad.isPresent()) {
            return giveUp(seen, held, reach, bad.get())
                    .orElseGet(() -> new Step.Refuse(refused.orElseThrow().gate(), bad.get()));
        }
        var before = written(seen, held, reach);
        if (before.isPresent()) {
            return before.get();
        }
        if (reach.pending().canary().isPresent()) {
            return canary(seen, held, reach.pending(), reach.pending().canary().get());
        }
        return order(
                seen, held, new Step.Forward(reach.colour()), reach.colour().toString());
    }

    /** What was wrong with the part of traffic that a begun cutover has had. */
    private static Optional<String> breach(Observation seen, Goal.Reach reach) {
        return seen.canary() instanceof Canary.Breached breached && isAdmitted(seen, reach)
                ? Optional.of(breached.reason())
                : Optional.empty();
    }

    /** A begun switch ends here: first in traffic, then in the record. Empty if none was begun. */
    private static Optional<Step> giveUp(Observation seen, Hold.Held held, Goal.Reach reach, String why) {
        if (!isAdmitted(seen, reach)) {
            return Optional.empty();
        }
        var pending = reach.pending();
        var back = pending.from()
                .filter(from -> pending.action() == SwitchAction.CUTOVER && from != pending.to())
                .filter(from -> seen.traffic() instanceof Traffic.Split
                        || seen.traffic().isTo(pending.to()));
        return back.<Step>map(from -> written(seen, held, reach)
                        .orElseGet(() -> order(seen, held, new Step.Retreat(from, why), from.toString())))
                .or(() -> Optional.of(new Step.Abandon(
                        "the begun " + pending.action() + " to " + pending.to() + " is given up: " + why)));
    }

    /** A part of traffic first. What was seen of it is this process's: the next one begins the step anew. */
    private static Step canary(Observation seen, Hold.Held held, Pending pending, int percent) {
        if (seen.canary().equals(new Canary.Passed(percent))) {
            var more = seen.request() instanceof SwitchRequest.CutOver asked
                    ? asked.after(percent)
                    : Optional.<Integer>empty();
            return new Step.Promote(pending.withCanary(more));
        }
        return seen.traffic().equals(new Traffic.Split(pending.to(), percent))
                ? new Step.WatchCanary(pending)
                : order(seen, held, new Step.Shift(pending.to(), percent), percent + " % to " + pending.to());
    }

    /** An order to the load balancer, while the lease lasts and somebody still listens. */
    private static Step order(Observation seen, Hold.Held held, Step order, String where) {
        if (seen.orders() >= MOST_ORDERS) {
            return new Step.GiveUp("the load balancer was told " + seen.orders() + " times to forward to " + where
                    + ", but forwards to " + seen.traffic()
                    + ": somebody or something else changes the rule. Look at `release status`");
        }
        return held.enough() ? order : new Step.RenewLease();
    }

    /** What has to be written, in our epoch, before traffic may move or be called moved. */
    private static Optional<Step> written(Observation seen, Hold.Held held, Goal.Reach reach) {
        if (!isAdmitted(seen, reach) || seen.record().epoch() != held.epoch()) {
            return Optional.of(new Step.Begin(reach.pending()));
        }
        return seen.journalOpen() ? Optional.empty() : Optional.of(new Step.OpenJournal(reach.pending()));
    }

    /** Whether a gate was open when somebody wrote this very switch into the record. */
    private static boolean isAdmitted(Observation seen, Goal.Reach reach) {
        return seen.record().pending().filter(reach.pending()::equals).isPresent();
    }

    private static Verdict judge(Observation seen, Goal.Reach reach) {
        var facts = seen.known();
        var staged = seen.record().staged(reach.colour());
        if (reach.fresh()) {
            return staged.map(what -> Gate.forCutover(reach.colour(), what, seen.specs(), facts))
                    .orElseGet(() -> Verdict.refuse(GateId.NOT_STAGED, "nothing is staged on " + reach.colour()));
        }
        var verdict = Gate.forReturn(reach.colour(), reach.digest(), facts);
        return verdict instanceof Verdict.Refused refused
                        && refused.gate() == GateId.TASKS_NOT_RUNNING_DIGEST
                        && reach.pending().action() == SwitchAction.ROLLBACK
                ? Verdict.refuse(GateId.ROLLBACK_TARGET_GONE, gone(reach.pending(), staged, refused))
                : verdict;
    }

    private static String gone(Pending to, Optional<Staged> staged, Verdict.Refused refused) {
        var tag = staged.filter(what -> what.digest().equals(to.digest())).map(Staged::tag);
        return Restage.message(
                to.to(), to.digest().brief(), Optional.of("other tasks (" + refused.message() + ")"), tag, to.digest());
    }
}
