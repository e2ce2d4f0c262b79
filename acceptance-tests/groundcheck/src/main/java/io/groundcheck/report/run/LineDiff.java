package io.groundcheck.report.run;

import io.groundcheck.report.run.DiffLine.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Which lines come and which go: the longest common subsequence stays. Of long stretches that stay, only the lines next
 * to a change are shown.
 */
final class LineDiff {

    /** Beyond it the table would take more memory than the answer is worth. */
    private static final int LONGEST = 2_000;

    private static final int CONTEXT = 2;

    private LineDiff() {}

    static List<DiffLine> between(List<String> before, List<String> after) {
        if (before.isEmpty() || before.size() > LONGEST || after.size() > LONGEST) {
            return inFull(before, after);
        }
        int[][] common = common(before, after);
        var lines = new ArrayList<DiffLine>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add(new DiffLine(Kind.KEPT, before.get(i)));
                i++;
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new DiffLine(Kind.REMOVED, before.get(i++)));
            } else {
                lines.add(new DiffLine(Kind.ADDED, after.get(j++)));
            }
        }
        return folded(lines);
    }

    private static List<DiffLine> folded(List<DiffLine> lines) {
        var shown = new ArrayList<DiffLine>();
        int from = 0;
        while (from < lines.size()) {
            int until = from;
            while (until < lines.size() && lines.get(until).kind() == Kind.KEPT) {
                until++;
            }
            int head = from == 0 ? 0 : CONTEXT;
            int tail = until == lines.size() ? 0 : CONTEXT;
            int left = until - from - head - tail;
            if (left > 1) {
                shown.addAll(lines.subList(from, from + head));
                shown.add(new DiffLine(Kind.KEPT, "… " + left + " lines as they are"));
                shown.addAll(lines.subList(until - tail, until));
            } else {
                shown.addAll(lines.subList(from, until));
            }
            while (until < lines.size() && lines.get(until).kind() != Kind.KEPT) {
                shown.add(lines.get(until++));
            }
            from = until;
        }
        return shown;
    }

    /** How many lines are common from line i of the one and line j of the other to their ends. */
    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static List<DiffLine> inFull(List<String> before, List<String> after) {
        var lines = new ArrayList<DiffLine>();
        before.forEach(line -> lines.add(new DiffLine(Kind.REMOVED, line)));
        after.forEach(line -> lines.add(new DiffLine(Kind.ADDED, line)));
        return lines;
    }
}
