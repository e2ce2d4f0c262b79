package io.groundcheck.release.smoke.candidate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/**
 * The latest requests and answers of one scenario: what a reader needs to see why it failed. The run and a shutdown hook
 * share it.
 */
final class Transcript {

    private static final int KEPT = 4;

    private final Deque<Exchange> latest = new ArrayDeque<>();
    private int seen;
    private boolean frozen;

    synchronized void add(Exchange exchange) {
        if (frozen) {
            return;
        }
        seen++;
        latest.addLast(exchange);
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
    }

    /** Keeps what there is: what comes now is not why the scenario failed. */
    synchronized void freeze() {
        frozen = true;
    }

    synchronized void clear() {
        frozen = false;
        seen = 0;
        latest.clear();
    }

    /** The latest exchanges, oldest first; empty when nothing was sent. */
    synchronized String text() {
        var left = seen - latest.size();
        var head = left == 0 ? "" : "(" + left + " earlier requests left out)\n";
        return head + latest.stream().map(Exchange::text).collect(Collectors.joining("\n"));
    }
}
