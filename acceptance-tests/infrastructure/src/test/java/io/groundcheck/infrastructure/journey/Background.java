package io.groundcheck.infrastructure.journey;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A second pair of hands: steps that nobody has to wait for are done here, one after the other, while the road goes on.
 * Each is asked for its end once, where the road needs it.
 */
final class Background {

    private final Map<String, Future<Step>> begun = new LinkedHashMap<>();
    private final ExecutorService hands = Executors.newSingleThreadExecutor(work -> new Thread(work, "background"));

    /** Does a step after those that were begun before it. */
    void begin(String name, Callable<Step> step) {
        begun.put(name, hands.submit(step));
    }

    /** Whether that step has ended, one way or another. */
    boolean hasEnded(String name) {
        return future(name).isDone();
    }

    /** Waits until that step has ended, with exit code 0. */
    Step succeeded(String name) throws InterruptedException {
        try {
            return future(name).get().succeeded();
        } catch (ExecutionException e) {
            throw new AssertionError(name + " could not be run: " + e.getCause(), e.getCause());
        }
    }

    private Future<Step> future(String name) {
        Future<Step> future = begun.get(name);
        if (future == null) {
            throw new IllegalStateException("nobody has begun '" + name + "', only " + begun.keySet());
        }
        return future;
    }

    /** Ends what still runs, and does nothing more. */
    void end() throws InterruptedException {
        hands.shutdownNow();
        if (!hands.awaitTermination(2, TimeUnit.MINUTES)) {
            throw new AssertionError("a step in the background did not end: " + begun.keySet());
        }
    }
}
