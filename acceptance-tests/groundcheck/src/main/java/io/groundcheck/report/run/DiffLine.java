package io.groundcheck.report.run;

import io.groundcheck.plan.Action;
import io.groundcheck.plan.AttributePath;
import io.groundcheck.plan.Change;
import io.groundcheck.plan.Difference;
import io.groundcheck.plan.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of a diff.
 *
 * @param kind what happens to it
 * @param text the line
 */
public record DiffLine(Kind kind, String text) {

    /** What happens to a line. */
    public enum Kind {
        /** It comes. */
        ADDED("add", "+"),
        /** It goes. */
        REMOVED("del", "-"),
        /** It becomes another. */
        CHANGED("chg", "~"),
        /** It stays. */
        KEPT("keep", " ");

        private final String style;
        private final String sign;

        Kind(String style, String sign) {
            this.style = style;
            this.sign = sign;
        }

        String style() {
            return style;
        }

        String sign() {
            return sign;
        }
    }

    /** The attributes of a change; of what is destroyed none, as Terraform's own summary has it. */
    static List<DiffLine> of(Change change, List<AttributePath> forcing) {
        var lines = new ArrayList<DiffLine>();
        if (change.action() != Action.DELETE && change.action() != Action.FORGET) {
            change.differences().forEach(difference -> add(lines, difference, forced(difference, forcing)));
        }
        return lines;
    }

    private static void add(List<DiffLine> lines, Difference difference, String forced) {
        String path = difference.path().toString();
        Value before = difference.before();
        Value after = difference.after();
        Optional<List<String>> unfoldedBefore = Unfolded.of(before);
        Optional<List<String>> unfoldedAfter = Unfolded.of(after);
        if (unfoldedAfter.isPresent() && (unfoldedBefore.isPresent() || before.isAbsent())) {
            lines.add(new DiffLine(before.isAbsent() ? Kind.ADDED : Kind.CHANGED, named(path, "JSON") + forced));
            LineDiff.between(unfoldedBefore.orElse(List.of()), unfoldedAfter.get())
                    .forEach(line -> lines.add(new DiffLine(line.kind(), "    " + line.text())));
        } else if (before.isAbsent()) {
            lines.add(new DiffLine(Kind.ADDED, named(path, after.toString()) + forced));
        } else if (after.isAbsent()) {
            lines.add(new DiffLine(Kind.REMOVED, named(path, before.toString()) + forced));
        } else {
            lines.add(new DiffLine(Kind.CHANGED, difference + forced));
        }
    }

    private static String named(String path, String value) {
        return path.isEmpty() ? value : path + " = " + value;
    }

    private static String forced(Difference difference, List<AttributePath> forcing) {
        boolean forces = forcing.stream()
                .anyMatch(path ->
                        path.holds(difference.path()) || difference.path().holds(path));
        return forces ? "  # forces replacement" : "";
    }
}
