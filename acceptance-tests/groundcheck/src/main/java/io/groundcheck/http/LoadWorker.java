package io.groundcheck.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link Load}: sends, waits for the answer, sends the next. */
final class LoadWorker implements Runnable {

    /** Without a pause a refused port would be asked some ten thousand times a second. */
    private static final long PAUSE_AFTER_REFUSAL_MILLIS = 20;

    interface Opener {
        HttpConnection open() throws IOException;
    }

    private final int number;
    private final Opener opener;
    private final long requestsPerConnection;
    private final Request request;
    private final Duration pauseInBody;
    private final Function<Response, String> attribution;
    private final Predicate<Response> success;
    private final List<Sample> samples = new ArrayList<>();
    private volatile boolean finishing;
    private volatile @Nullable HttpConnection connection;

    LoadWorker(
            int number,
            Opener opener,
            long requestsPerConnection,
            Request request,
            Duration pauseInBody,
            Function<Response, String> attribution,
            Predicate<Response> success) {
        this.number = number;
        this.opener = opener;
        this.requestsPerConnection = requestsPerConnection;
        this.request = request;
        this.pauseInBody = pauseInBody;
        this.attribution = attribution;
        this.success = success;
    }

    int number() {
        return number;
    }

    /** No further request after the one on its way. */
    void finish() {
        finishing = true;
    }

    /** Ends the connection under the request that is on its way, if one still is. */
    void abort() {
        HttpConnection open = connection;
        if (open != null) {
            open.close();
        }
    }

    List<Sample> samples() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    @Override
    public void run() {
        long sentOnThis = 0;
        for (long sequence = 0; !finishing; sequence++) {
            HttpConnection open = connection;
            if (open == null || !open.isReusable() || sentOnThis >= requestsPerConnection) {
                abort();
                connection = null;
                sentOnThis = 0;
            }
            Sample sample = sendOnce(sequence, sentOnThis == 0);
            sentOnThis++;
            synchronized (samples) {
                samples.add(sample);
            }
            if (connection == null && !pause()) {
                break;
            }
        }
        abort();
    }

    private Sample sendOnce(long sequence, boolean fresh) {
        Instant sent = Instant.now();
        long sentNanos = System.nanoTime();
        int status = 0;
        Optional<String> answeredBy = Optional.empty();
        Optional<String> failure = Optional.empty();
        long endedNanos;
        try {
            HttpConnection open = connection;
            if (open == null) {
                open = opener.open();
                connection = open;
            }
            Response response = open.send(request, pauseInBody);
            endedNanos = System.nanoTime();
            status = response.status();
            if (!success.test(response)) {
                failure = Optional.of("status " + status);
            }
            answeredBy = Optional.of(attribution.apply(response));
        } catch (IOException e) {
            endedNanos = System.nanoTime();
            failure = Optional.of(reason(e));
        } catch (RuntimeException e) {
            // The caller's own functions read the answer; what they can't read is a failed request, not a dead worker.
            endedNanos = System.nanoTime();
            failure = failure.or(() -> Optional.of("the answer could not be read: " + reason(e)));
        }
        return new Sample(number, sequence, fresh, sent, sentNanos, endedNanos, status, answeredBy, failure);
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_REFUSAL_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
