package io.groundcheck.sweep;

import java.util.List;

/**
 * What became of something that an earlier run left.
 *
 * @param id its id in the ledger
 * @param what for people
 * @param done what was ended, destroyed or found
 * @param left what is still there, or may be, each with what to do; empty if all is gone
 */
public record SweptStack(String id, String what, List<String> done, List<String> left) {

    public SweptStack {
        done = List.copyOf(done);
        left = List.copyOf(left);
    }

    /** Whether nothing of it is left. */
    public boolean isGone() {
        return left.isEmpty();
    }

    /** For people: what it was, what was done, what is left. */
    @Override
    public String toString() {
        var text = new StringBuilder(what).append(isGone() ? ": nothing is left" : ": NOT all of it is gone");
        done.forEach(line -> text.append("\n  ").append(line.replace("\n", "\n  ")));
        left.forEach(line -> text.append("\n  LEFT: ").append(line.replace("\n", "\n  ")));
        return text.toString();
    }
}
