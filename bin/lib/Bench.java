import io.groundcheck.http.HttpProbe;
import io.groundcheck.http.Load;
import io.groundcheck.http.LoadResult;
import io.groundcheck.http.Request;
import java.net.URI;
import java.time.Duration;

/** Requests per second of a running service, as bin/bench asks: java -cp groundcheck's classes Bench.java URL. */
class Bench {

    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    public static void main(String[] arguments) throws Exception {
        URI url = URI.create(arguments[0]);
        Request write = Request.postJson("/people", "{\"name\": \"Ada\", \"email\": \"ada@example.com\"}");
        String id = HttpProbe.once(url, HttpProbe.addresses(url).get(0), write, Duration.ofSeconds(10))
                .body()
                .replaceFirst(".*\"id\" *: *\"([^\"]+)\".*", "$1");
        // What the same server does when the handler does next to nothing: the bound for the other two.
        measure(url, "floor: GET /version", Request.get("/version"));
        measure(url, "read:  GET /people/{id}", Request.get("/people/" + id));
        measure(url, "write: POST /people", write);
    }

    private static void measure(URI url, String name, Request request) throws Exception {
        run(url, request, WARM_UP);
        LoadResult result = run(url, request, MEASURED);
        if (!result.failures().isEmpty()) {
            throw new IllegalStateException(name + ": " + result.failures().size() + " of " + result.total()
                    + " requests failed, the first: " + result.failures().get(0));
        }
        System.out.printf(
                "%-26s %7d requests/s   median %.2f ms   99%% %.2f ms%n",
                name,
                result.total() / MEASURED.toSeconds(),
                result.latency(0.5).toNanos() / 1e6,
                result.latency(0.99).toNanos() / 1e6);
    }

    private static LoadResult run(URI url, Request request, Duration time) throws Exception {
        try (Load.Running running = Load.on(url).connections(8).request(request).start()) {
            Thread.sleep(time.toMillis());
            return running.stop();
        }
    }
}
