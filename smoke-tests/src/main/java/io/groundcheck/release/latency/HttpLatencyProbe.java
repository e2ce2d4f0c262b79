package io.groundcheck.release.latency;

import io.groundcheck.http.HttpProbe;
import io.groundcheck.http.Request;
import io.groundcheck.release.time.Ticker;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures two questions: {@code /version}, which the service answers by itself, and readiness, for which it asks its
 * store. The addresses of the URL take turns.
 */
public final class HttpLatencyProbe implements LatencyProbe {

    private static final List<String> PATHS = List.of("/version", "/actuator/health/readiness");

    private final URI url;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final Ticker ticker;
    private int turn;

    /**
     * @param url where users go
     * @param headers that each request carries; none for what users see
     * @param timeout for connecting, and for each read
     */
    public HttpLatencyProbe(URI url, Map<String, String> headers, Duration timeout, Ticker ticker) {
        this.url = url;
        this.headers = Map.copyOf(headers);
        this.timeout = timeout;
        this.ticker = ticker;
    }

    @Override
    public List<Sample> round() throws IOException {
        var addresses = HttpProbe.addresses(url);
        var address = addresses.get(turn++ % addresses.size());
        var answered = new ArrayList<Sample>();
        for (var path : PATHS) {
            var before = ticker.now();
            try (var connection = HttpProbe.connect(url, address, timeout)) {
                var connected = ticker.now();
                var all = new HashMap<>(headers);
                all.put("Connection", "close");
                var response = connection.send(Request.get(path).with(all));
                if (response.status() == 200) {
                    answered.add(new Sample(path, ticker.now().minus(connected), way(connected.minus(before))));
                }
            }
        }
        return answered;
    }

    /** TLS 1.3 goes there and back twice before the first request. */
    private Duration way(Duration connecting) {
        return isTls() ? connecting.dividedBy(2) : connecting;
    }

    private boolean isTls() {
        return "https".equalsIgnoreCase(url.getScheme());
    }
}
