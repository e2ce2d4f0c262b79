package io.groundcheck.release.smoke.candidate;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What a run made at the candidate, newest first. Safe for the main thread and a shutdown hook at once. */
public final class Leftovers {

    private final Deque<String> paths = new ConcurrentLinkedDeque<>();

    /** Notes something that was made, by its path. */
    public void made(String path) {
        paths.addFirst(path);
    }

    /** Whether there is nothing to delete. */
    public boolean isEmpty() {
        return paths.isEmpty();
    }

    /**
     * Deletes all of it and looks whether it is really gone; goes on when one fails.
     *
     * @return one line for each that is still there, or that may be; empty when nothing was left behind
     */
    public List<String> delete(CandidateClient client) {
        var left = new ArrayList<String>();
        for (var path = paths.pollFirst(); path != null; path = paths.pollFirst()) {
            try {
                var deleted = client.request().delete(path).statusCode();
                var afterwards = client.request().get(path).statusCode();
                if (deleted != 204 || afterwards != 404) {
                    left.add(path + " is left behind: DELETE answered " + deleted + " and GET then " + afterwards);
                }
            } catch (Exception e) { // REST Assured throws IOException without declaring it
                left.add(path + " may be left behind: " + e);
            }
        }
        return left;
    }
}
