package io.groundcheck.release.status;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Staged;
import java.util.ArrayList;
import java.util.List;

/** The status for people: what one needs first comes first. */
public final class StatusText {

    private StatusText() {}

    /** The page, line by line. */
    public static List<String> lines(Status status) {
        var lines = new ArrayList<String>();
        lines.add(status.name() + " in " + status.region() + ", account " + status.account() + ", " + status.url());
        lines.add("");
        lines.add("live    " + live(status));
        status.weights().filter(weights -> status.live().isEmpty()).ifPresent(weights -> {
            for (var colour : Colour.values()) {
                lines.add(String.format("%-7s %s %3d %%", colour, bar(weights.of(colour)), weights.of(colour)));
            }
        });
        for (var colour : Colour.values()) {
            lines.add(String.format("%-7s %s", colour, describe(status.colour(colour))));
        }
        status.record().ifPresent(record -> {
            record.previous()
                    .ifPresent(previous -> lines.add("back to "
                            + previous.digest().brief() + " on " + previous.colour() + " (release rollback)"));
            record.last()
                    .ifPresent(last -> lines.add("last    " + last.action() + " to " + last.colour() + " by "
                            + last.by() + " at " + last.at() + ", epoch " + last.epoch()));
        });
        status.reason().ifPresent(reason -> lines.add("why     " + reason));
        status.record()
                .flatMap(Status.RecordView::fence)
                .ifPresent(fence -> lines.add("fence   nothing may be staged until " + fence.until() + ": an order of "
                        + fence.holder() + ", who lost the lease in epoch " + fence.epoch() + ", may still arrive"));
        status.lease()
                .filter(lease -> !lease.free())
                .ifPresent(lease ->
                        lines.add("lease   held by " + lease.holder().orElse("somebody") + ", epoch " + lease.epoch()));
        status.problems().forEach(problem -> lines.add("PROBLEM " + problem));
        lines.add("next    " + status.next());
        status.rollbackCommand().ifPresent(command -> lines.add("by hand " + command));
        return lines;
    }

    private static String live(Status status) {
        return status.live()
                .map(colour -> colour + ": "
                        + status.colour(colour).staged().map(Staged::brief).orElse("not in the record"))
                .orElse(status.traffic());
    }

    /** Twenty signs for a hundred percent; a part that is there is never drawn as none. */
    private static String bar(int percent) {
        var drawn = Math.max(1, Math.min(19, Math.round(percent / 5f)));
        return "[" + "#".repeat(drawn) + "-".repeat(20 - drawn) + "]";
    }

    private static String describe(Status.ColourView view) {
        var staged = view.staged()
                .map(what -> what.brief() + ", attempt " + what.attempt() + ", stage " + what.stageId())
                .orElse("nothing staged");
        var wanted = view.desiredCount().map(count -> " of " + count).orElse("");
        return staged + "; " + view.tasks().size() + wanted + " tasks run; " + view.healthy() + " of "
                + view.targets().size() + " targets healthy";
    }
}
