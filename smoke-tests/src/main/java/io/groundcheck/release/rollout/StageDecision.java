package io.groundcheck.release.rollout;

import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Pending;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.Staged;
import java.util.Optional;

/** Which colour gets the new version, and whether it may. Pure. */
public final class StageDecision {

    private static final int DEFAULT_COUNT = 2;

    private StageDecision() {}

    /**
     * Decides.
     *
     * @param stageId what a new staging would be called
     */
    public static StageStep decide(StageRequest request, StageObservation seen, String stageId) {
        return image(request, seen)
                .or(() -> pending(seen.record()))
                .or(() -> drift(seen))
                .orElseGet(() -> stage(request, seen, stageId));
    }

    private static Optional<StageStep> image(StageRequest request, StageObservation seen) {
        if (seen.image().isEmpty()) {
            return refuse(
                    GateId.UNKNOWN_IMAGE,
                    "the repository " + seen.repository() + " has no image with the tag " + request.tag()
                            + "; push it first with `make image TAG=" + request.tag() + "`");
        }
        var named = seen.image().get();
        return named.equals(request.digest())
                ? Optional.empty()
                : refuse(
                        GateId.UNKNOWN_IMAGE,
                        "the tag " + request.tag() + " in the repository " + seen.repository() + " names " + named
                                + ", not " + request.digest() + "; take the digest that `make image TAG="
                                + request.tag() + "` printed");
    }

    private static Optional<StageStep> pending(ReleaseRecord record) {
        return record.pending().flatMap(pending -> refuse(GateId.PENDING_OTHER, unfinished(pending)));
    }

    private static String unfinished(Pending pending) {
        return "a " + pending.action() + " to " + pending.to() + " ("
                + pending.digest().brief()
                + ") was begun and is not finished; finish it with `release " + pending.action()
                + (pending.action() == io.groundcheck.release.record.SwitchAction.CUTOVER
                        ? " --digest " + pending.digest()
                        : "")
                + "`, then stage";
    }

    /** With record and load balancer in disagreement, nobody can say which colour is safe to change. */
    private static Optional<StageStep> drift(StageObservation seen) {
        if (seen.traffic().isDivided()) {
            return refuse(
                    GateId.DRIFT,
                    "the live rule forwards to " + seen.traffic() + ", so no colour is idle; look at `release status`");
        }
        var live = seen.traffic().target();
        var recorded = seen.record().live();
        return live.isPresent() && recorded.isPresent() && live.get() != recorded.get()
                ? refuse(
                        GateId.DRIFT,
                        "traffic goes to " + live.get() + ", but the record says " + recorded.get()
                                + " is live; make them agree first: `release status` says how")
                : Optional.empty();
    }

    private static StageStep stage(StageRequest request, StageObservation seen, String stageId) {
        var live = seen.traffic().target().or(seen.record()::live);
        var liveStaged = live.flatMap(seen.record()::staged);
        if (live.isPresent()
                && liveStaged
                        .filter(staged -> staged.digest().equals(request.digest()))
                        .isPresent()) {
            return new StageStep.Already(live.get(), liveStaged.get(), true);
        }
        var idle = live.map(Colour::other).orElse(Colour.BLUE);
        var there = seen.record().staged(idle);
        var same = there.filter(staged -> staged.digest().equals(request.digest()));
        if (same.isPresent() && !isNewAttempt(request, seen, idle, same.get())) {
            return new StageStep.Already(idle, same.get(), false);
        }
        if (seen.fence().isPresent()) {
            return new StageStep.Refuse(GateId.LATE_ORDER, seen.fence().get().message("stage"));
        }
        var count = request.desiredCount()
                .or(() -> liveStaged.map(Staged::desiredCount))
                .or(() -> there.map(Staged::desiredCount).filter(before -> before > 0))
                .orElse(DEFAULT_COUNT);
        var attempt = same.map(staged -> staged.attempt() + 1).orElse(1);
        return new StageStep.Write(
                idle,
                new Staged(request.tag(), request.digest(), stageId, attempt, count),
                seen.record().previous().filter(previous -> previous.colour() == idle));
    }

    /** Without a new attempt nothing would start: the task definition is the same, and ECS has given up on it. */
    private static boolean isNewAttempt(StageRequest request, StageObservation seen, Colour idle, Staged same) {
        return request.again()
                || seen.failed().contains(idle)
                || request.desiredCount()
                        .filter(count -> count != same.desiredCount())
                        .isPresent()
                || same.desiredCount() == 0;
    }

    private static Optional<StageStep> refuse(GateId gate, String message) {
        return Optional.of(new StageStep.Refuse(gate, message));
    }
}
