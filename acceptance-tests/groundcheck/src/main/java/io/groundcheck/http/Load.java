package io.groundcheck.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Constant load: keep-alive connections that send one request after the other, as fast as the answers come. No
 * request is ever sent twice, so a dropped one is seen; each is in the {@link LoadResult}.
 *
 * <pre>{@code
 * var running = Load.on(url)
 *         .connections(8)
 *         .request(Request.get("/version"))
 *         .attributedBy(response -> version(response.body()))
 *         .start();
 * cutover();
 * LoadResult result = running.stop();
 * assertThat(result.failures()).isEmpty();
 * }</pre>
 */
public final class Load {

    private final URI url;
    private Optional<InetSocketAddress> address = Optional.empty();
    private int connections = 8;
    private long requestsPerConnection = Long.MAX_VALUE;
    private Request request = Request.get("/");
    private Duration pauseInBody = Duration.ZERO;
    private Duration timeout = Duration.ofSeconds(10);
    private Function<Response, String> attribution = response -> String.valueOf(response.status());
    private Predicate<Response> success = response -> response.status() >= 200 && response.status() < 300;

    private Load(URI url) {
        this.url = url;
    }

    /** Load on a URL's host, 8 connections with {@code GET /} until said otherwise. */
    public static Load on(URI url) {
        return new Load(url);
    }

    /** Sends to this address instead of the first one the host resolves to. */
    public Load at(InetSocketAddress address) {
        this.address = Optional.of(address);
        return this;
    }

    /** How many connections send at the same time. */
    public Load connections(int connections) {
        if (connections < 1) {
            throw new IllegalArgumentException("connections: expected 1 or more, but was " + connections);
        }
        this.connections = connections;
        return this;
    }

    /** Opens a fresh connection after this many requests on one; by default it is kept as long as the server allows. */
    public Load requestsPerConnection(long requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("requestsPerConnection: expected 1 or more, but was " + requests);
        }
        this.requestsPerConnection = requests;
        return this;
    }

    /** What is sent, each time. */
    public Load request(Request request) {
        this.request = request;
        return this;
    }

    /** How long each request rests once half of its body is sent, as an upload over a slow line does; not by default. */
    public Load pausingInBody(Duration pause) {
        this.pauseInBody = pause;
        return this;
    }

    /** For connecting, and for each read. */
    public Load timeout(Duration timeout) {
        this.timeout = timeout;
        return this;
    }

    /** Reads from an answer who gave it, such as the version; an exception from it makes the request a failed one. */
    public Load attributedBy(Function<Response, String> attribution) {
        this.attribution = attribution;
        return this;
    }

    /** Which answers count as success; by default those with a status of 200 to 299. */
    public Load succeedsWith(Predicate<Response> success) {
        this.success = success;
        return this;
    }

    /**
     * Starts sending.
     *
     * @throws IOException if the host has no address
     */
    public Running start() throws IOException {
        InetSocketAddress to =
                address.isPresent() ? address.get() : HttpProbe.addresses(url).get(0);
        var workers = new ArrayList<LoadWorker>();
        for (int i = 0; i < connections; i++) {
            workers.add(new LoadWorker(
                    i,
                    () -> HttpProbe.connect(url, to, timeout),
                    requestsPerConnection,
                    request,
                    pauseInBody,
                    attribution,
                    success));
        }
        return new Running(workers, timeout);
    }

    /** A load that is being sent. */
    public static final class Running implements AutoCloseable {

        private static final Duration GRACE = Duration.ofSeconds(2);

        private final List<LoadWorker> workers;
        private final List<Thread> threads = new ArrayList<>();
        private final Duration timeout;
        private final Instant started = Instant.now();
        private final long startedNanos = System.nanoTime();

        private Running(List<LoadWorker> workers, Duration timeout) {
            this.workers = workers;
            this.timeout = timeout;
            for (LoadWorker worker : workers) {
                var thread = new Thread(worker, "load-" + worker.number());
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
        }

        /** What happened up to now. */
        public LoadResult soFar() {
            var samples = new ArrayList<Sample>();
            workers.forEach(worker -> samples.addAll(worker.samples()));
            return new LoadResult(started, startedNanos, samples);
        }

        /**
         * Stops sending. Requests on their way are waited for, for up to the load's time-out; one that has no whole
         * answer by then has failed, as it would have while the load ran.
         */
        public LoadResult stop() throws InterruptedException {
            workers.forEach(LoadWorker::finish);
            long until = System.nanoTime() + timeout.plus(GRACE).toNanos();
            for (Thread thread : threads) {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, until - System.nanoTime()));
            }
            workers.forEach(LoadWorker::abort);
            for (Thread thread : threads) {
                TimeUnit.NANOSECONDS.timedJoin(thread, GRACE.toNanos());
            }
            return soFar();
        }

        /** Stops at once, without waiting for answers: for a test that has already failed. */
        @Override
        public void close() {
            workers.forEach(LoadWorker::finish);
            workers.forEach(LoadWorker::abort);
        }
    }
}
