package io.groundcheck.release.cutover;

import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.Pending;
import io.groundcheck.release.record.Previous;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.record.SwitchAction;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a request against the record. */
final class Goals {

    private Goals() {}

    static Goal of(Observation seen) {
        return seen.request() instanceof SwitchRequest.CutOver cutOver ? cutover(cutOver, seen) : rollback(seen);
    }

    private static Goal cutover(SwitchRequest.CutOver asked, Observation seen) {
        var digest = asked.digest();
        var record = seen.record();
        if (record.pending().isPresent()) {
            var pending = record.pending().get();
            return pending.action() == SwitchAction.CUTOVER && pending.digest().equals(digest)
                    ? new Goal.Reach(pending, !isReturn(pending))
                    : new Goal.Impossible(GateId.PENDING_OTHER, pendingOther(pending));
        }
        var colour = record.colours().holding(digest);
        if (colour.isEmpty()) {
            return notStaged(digest, record);
        }
        var to = colour.get();
        var staged = record.staged(to).orElseThrow();
        var wasLive = record.live().filter(live -> live == to).isPresent();
        if (wasLive && seen.traffic().isTo(to)) {
            return new Goal.Already(staged.brief() + " is live on " + to);
        }
        if (seen.canary() instanceof Canary.Breached breached) {
            return new Goal.TakenBack("the canary on " + to + " was taken back, all traffic goes where it went before: "
                    + breached.reason());
        }
        // Where nothing was live before, there is nobody to keep the rest of traffic.
        var canary =
                asked.after(0).filter(percent -> !wasLive && record.liveStaged().isPresent());
        return new Goal.Reach(
                new Pending(SwitchAction.CUTOVER, record.live(), to, digest, staged.stageId(), canary), !wasLive);
    }

    /** Traffic is put back to the colour that the record already calls live. */
    private static boolean isReturn(Pending pending) {
        return pending.from().filter(from -> from == pending.to()).isPresent();
    }

    private static String pendingOther(Pending pending) {
        var finish = pending.action() == SwitchAction.CUTOVER
                ? "finish it with `release cutover --digest " + pending.digest()
                        + "`, or undo it with `release rollback`"
                : "finish it with `release rollback`";
        return "a " + pending.action() + " to " + pending.to() + " ("
                + pending.digest().brief() + ") was begun and is not finished; " + finish;
    }

    private static Goal notStaged(Digest digest, ReleaseRecord record) {
        var staged = Arrays.stream(Colour.values())
                .filter(colour -> record.staged(colour).isPresent())
                .map(colour ->
                        colour + " holds " + record.staged(colour).orElseThrow().brief())
                .collect(Collectors.joining(", "));
        return staged.isEmpty()
                ? new Goal.Impossible(
                        GateId.NOT_STAGED,
                        "nothing is staged on either colour; run `release stage --tag TAG --digest " + digest + "`")
                : new Goal.Impossible(
                        GateId.DIGEST_MISMATCH,
                        digest + " is not staged: " + staged + "; run `release stage --tag TAG --digest " + digest
                                + "`, or ask for what is staged");
    }

    private static Goal rollback(Observation seen) {
        var record = seen.record();
        if (record.pending().isPresent()) {
            return undo(record.pending().get(), seen);
        }
        if (record.previous().isPresent()) {
            return toPrevious(record.previous().get(), record);
        }
        var live = record.live();
        var rolledBack = record.last().filter(last -> last.action() == SwitchAction.ROLLBACK);
        if (live.isPresent() && rolledBack.isPresent() && record.liveStaged().isPresent()) {
            var staged = record.liveStaged().get();
            return seen.traffic().isTo(live.get())
                    ? new Goal.Already("already rolled back: " + staged.brief() + " is live on " + live.get()
                            + " since " + rolledBack.get().at() + " by "
                            + rolledBack.get().by())
                    : back(live, live.get(), staged);
        }
        return nowhere(seen);
    }

    /** A switch was begun: rolling back means that it never happened. */
    private static Goal undo(Pending pending, Observation seen) {
        if (pending.action() == SwitchAction.ROLLBACK) {
            return new Goal.Reach(pending, false);
        }
        var from = pending.from();
        var before = from.flatMap(seen.record()::staged);
        if (from.isPresent() && before.isPresent()) {
            return back(Optional.of(pending.to()), from.get(), before.get());
        }
        return seen.traffic().isTo(pending.to())
                ? new Goal.Impossible(
                        GateId.NO_PREVIOUS,
                        "nothing was live before the begun cutover to " + pending.to()
                                + "; finish it with `release cutover --digest " + pending.digest() + "`")
                : new Goal.Abandon("the begun cutover to " + pending.to() + " is given up; traffic never moved");
    }

    private static Goal toPrevious(Previous previous, ReleaseRecord record) {
        var staged = record.staged(previous.colour());
        return staged.filter(there -> there.digest().equals(previous.digest()))
                .<Goal>map(there -> new Goal.Reach(
                        SwitchAction.ROLLBACK,
                        record.live(),
                        previous.colour(),
                        previous.digest(),
                        there.stageId(),
                        false))
                .orElseGet(() -> new Goal.Impossible(
                        GateId.ROLLBACK_TARGET_GONE,
                        "the record names " + previous.digest() + " on " + previous.colour()
                                + " to roll back to, but "
                                + staged.map(Staged::brief).orElse("nothing") + " is staged there"));
    }

    private static Goal back(Optional<Colour> from, Colour to, Staged staged) {
        return new Goal.Reach(SwitchAction.ROLLBACK, from, to, staged.digest(), staged.stageId(), false);
    }

    private static Goal nowhere(Observation seen) {
        return seen.leftBehind()
                .<Goal>map(left -> new Goal.Impossible(
                        GateId.ROLLBACK_TARGET_GONE,
                        Restage.message(
                                left.colour(),
                                left.tag() + " (" + left.digest().brief() + ")",
                                seen.record().staged(left.colour()).map(Staged::brief),
                                Optional.of(left.tag()),
                                left.digest())))
                .orElseGet(() -> new Goal.Impossible(
                        GateId.NO_PREVIOUS, "there is nothing to roll back to: no other release was live before"));
    }
}
