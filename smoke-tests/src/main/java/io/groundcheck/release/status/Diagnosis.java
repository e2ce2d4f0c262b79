package io.groundcheck.release.status;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Pending;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.record.SwitchAction;
import io.groundcheck.release.state.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong, and what to run next. Pure. */
final class Diagnosis {

    private Diagnosis() {}

    static List<String> problems(
            Traffic traffic,
            Optional<ReleaseRecord> record,
            Status.ColourView blue,
            Status.ColourView green,
            List<String> alarms) {
        var problems = new ArrayList<String>();
        record.flatMap(read -> drift(traffic, read)).ifPresent(problems::add);
        record.flatMap(ReleaseRecord::pending)
                .ifPresent(pending ->
                        problems.add("a " + pending.action() + " to " + pending.to() + " was begun and is not finished"
                                + pending.canary()
                                        .map(percent -> ": a canary of " + percent
                                                + " %; if nobody looks after it (see the lease), go on or take it back")
                                        .orElse("")));
        traffic.target().ifPresent(live -> health(live, live == Colour.BLUE ? blue : green, problems));
        alarms.forEach(alarm -> problems.add("the alarm " + alarm + " is in alarm"));
        return problems;
    }

    private static Optional<String> drift(Traffic traffic, ReleaseRecord record) {
        if (traffic.target().equals(record.live()) && !traffic.isDivided()) {
            return Optional.empty();
        }
        if (record.pending().filter(pending -> reaches(traffic, pending)).isPresent()) {
            return Optional.empty(); // a switch that moved traffic and wasn't finished: said below
        }
        return Optional.of("drift: traffic goes to " + traffic + ", but the record says "
                + record.live().map(live -> live + " is live").orElse("nothing is live"));
    }

    private static boolean reaches(Traffic traffic, Pending pending) {
        return traffic.isTo(pending.to())
                || (traffic instanceof Traffic.Split && pending.action() == SwitchAction.CUTOVER);
    }

    private static void health(Colour live, Status.ColourView view, List<String> problems) {
        var wanted = view.staged().map(Staged::desiredCount).orElse(1);
        if (view.healthy() < wanted) {
            problems.add(view.healthy() + " of " + wanted + " targets of the live colour " + live + " are healthy");
        }
        view.staged()
                .ifPresent(staged -> view.tasks().stream()
                        .filter(task -> task.digest()
                                .filter(staged.digest().value()::equals)
                                .isEmpty())
                        .forEach(task -> problems.add("task " + task.id() + " of the live colour " + live + " runs "
                                + task.digest().orElse("an unknown image") + ", not " + staged.brief())));
    }

    static String next(Traffic traffic, Optional<ReleaseRecord> record) {
        if (record.isEmpty()) {
            return "the record can't be read; to move traffic without it: release rollback --force --to COLOUR";
        }
        var read = record.get();
        if (read.pending().isPresent()) {
            return finish(read.pending().get());
        }
        if (read.live().isPresent() && !traffic.isTo(read.live().get())) {
            return read.liveStaged()
                    .map(staged -> wentBack(traffic, read) + "release cutover --digest " + staged.digest()
                            + " (puts traffic back to " + read.live().get() + ", as the record says)")
                    .orElse("release status after you have put the live rule right by hand");
        }
        var idle = traffic.target().map(Colour::other).orElse(Colour.BLUE);
        var waiting = read.staged(idle)
                .filter(staged -> read.previous()
                        .filter(previous -> previous.colour() == idle)
                        .isEmpty());
        return waiting.map(staged -> staged.brief() + " is staged on " + idle + ": "
                        + bringUp(idle.toString(), staged.digest().value()))
                .orElseGet(() ->
                        "make release TAG=…, which is: make image TAG=…, release stage --tag TAG --digest sha256:…, "
                                + bringUp(idle.toString(), "sha256:…")
                                + (read.previous().isPresent() ? "; or release rollback" : ""));
    }

    /** Moved without the record, as `rollback --force` does: the way to keep it so comes first. */
    private static String wentBack(Traffic traffic, ReleaseRecord record) {
        return record.previous()
                .filter(previous -> traffic.isTo(previous.colour()))
                .map(previous ->
                        "release rollback (writes down that traffic went back to " + previous.colour() + "), or ")
                .orElse("");
    }

    /** What follows a staging. */
    private static String bringUp(String colour, String digest) {
        return "make plan guard apply COLOUR=" + colour + ", release await, release smoke, release keep-cli, release"
                + " cutover --digest " + digest + ", release watch --bake 10m";
    }

    private static String finish(Pending pending) {
        return pending.action() == SwitchAction.CUTOVER
                ? "release cutover --digest " + pending.digest()
                        + pending.canary()
                                .map(percent -> " --step 5m (goes on with the canary)")
                                .orElse(" (finishes it)")
                        + ", or release rollback (undoes it)"
                : "release rollback (finishes it)";
    }
}
