package io.groundcheck.report.run;

import io.groundcheck.report.run.DiffLine.Kind;
import java.util.ArrayList;
import java.util.List;

/** Which lines come and which go: the longest common subsequence stays. */
final class LineDiff {

    /** Beyond it the table would take more memory than the answer is worth. */
    private static final int LONGEST = 2_000;

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
        return lines;
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
