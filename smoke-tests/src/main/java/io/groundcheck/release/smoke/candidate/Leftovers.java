package io.groundcheck.release.smoke.candidate;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a run made at the candidate, newest first. The run itself and a shutdown hook share it: a create and the note of
 * what it made are one, and so is a delete, so that who ends the run in the middle of either waits for it.
 */
public final class Leftovers {

    private final ReentrantLock turn = new ReentrantLock();
    private final Deque<String> paths = new ArrayDeque<>();
    private boolean ended;

    /**
     * Sends a create, and notes what it has made.
     *
     * @param send sends it
     * @param made the path of what the answer says was made, if anything was
     * @throws IllegalStateException if the run has been ended: nobody would delete it any more
     */
    public Response create(Supplier<Response> send, Function<Response, Optional<String>> made) {
        turn.lock();
        try {
            if (ended) {
                throw new IllegalStateException("the run was ended: it makes nothing more");
            }
            var response = send.get();
            made.apply(response).ifPresent(paths::addFirst);
            return response;
        } finally {
            turn.unlock();
        }
    }

    /**
     * Deletes all of it and looks whether it is really gone; goes on when one fails.
     *
     * @return one line for each that is still there, or that may be; empty when nothing was left behind
     */
    public List<String> delete(CandidateClient client) {
        turn.lock();
        try {
            return deleteAll(client);
        } finally {
            turn.unlock();
        }
    }

    /**
     * The run's end: waits for a request on its way, deletes all of it, and lets nothing more be made.
     *
     * @param patience how long to wait for that request
     * @return as {@link #delete}
     */
    public List<String> end(CandidateClient client, Duration patience) throws InterruptedException {
        if (!turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return List.of("something may be left behind: a request on its way took longer than " + patience.toSeconds()
                    + " s");
        }
        try {
            ended = true;
            return deleteAll(client);
        } finally {
            turn.unlock();
        }
    }

    private List<String> deleteAll(CandidateClient client) {
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
