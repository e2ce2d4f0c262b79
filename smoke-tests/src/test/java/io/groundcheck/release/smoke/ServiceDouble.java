package io.groundcheck.release.smoke;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * NOT the service: a double of it, small enough to be broken in one place at a time, so that each spec can be seen to
 * fail. That the specs pass against the real service is {@link RealServiceIT}'s to show.
 */
public final class ServiceDouble implements AutoCloseable {

    /** What its {@code /version} says. */
    public static final String DIGEST = "sha256:" + "a".repeat(64);

    static final String OTHER_DIGEST = "sha256:" + "b".repeat(64);

    static {
        // Without it each small answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Answer(
            int status,
            String type,
            Map<String, String> headers,
            @Nullable Object body) {}

    private record Call(String method, String path, Map<String, String> query, HttpExchange http, String body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(http.getRequestHeaders().getFirst(name));
        }
    }

    private final Set<Defect> defects;
    private volatile Duration delay = Duration.ZERO;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger readinessAsked = new AtomicInteger();
    private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> connections = new ConcurrentSkipListMap<>();
    private final Map<String, Map.Entry<String, String>> keys = new ConcurrentHashMap<>();

    private ServiceDouble(Set<Defect> defects) {
        this.defects = defects;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::serve);
        server.start();
    }

    /** One with these defects. */
    public static ServiceDouble with(Defect... defects) {
        var all = EnumSet.noneOf(Defect.class);
        all.addAll(List.of(defects));
        return new ServiceDouble(all);
    }

    /** From now on each answer takes this much longer. */
    public void slowBy(Duration more) {
        delay = more;
    }

    /** Where it answers. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many people and connections there are. */
    int size() {
        return people.size() + connections.size();
    }

    int requests() {
        return requests.get();
    }

    /** Requests that could have changed something. */
    int writes() {
        return writes.get();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private boolean has(Defect defect) {
        return defects.contains(defect);
    }

    private void serve(HttpExchange http) throws IOException {
        try (http) {
            requests.incrementAndGet();
            pause(delay);
            var call = new Call(
                    http.getRequestMethod(),
                    http.getRequestURI().getPath(),
                    query(http.getRequestURI().getQuery()),
                    http,
                    new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (!call.method().equals("GET")) {
                writes.incrementAndGet();
            }
            var requestId = requestId(call);
            http.getResponseHeaders().set("X-Request-Id", requestId);
            send(http, answer(call), requestId);
        }
    }

    private String requestId(Call call) {
        var sent = call.header("X-Request-Id").orElse("");
        var fit = sent.matches("[A-Za-z0-9._-]{1,64}") || has(Defect.REQUEST_ID_IS_REPEATED_UNSEEN);
        return fit && !has(Defect.REQUEST_ID_IS_LOST) ? sent : UUID.randomUUID().toString();
    }

    private Answer answer(Call call) {
        var parts = Arrays.stream(call.path().split("/"))
                .filter(part -> !part.isEmpty())
                .toList();
        return switch (call.path()) {
            case "/version" -> version(call);
            case "/actuator/health/liveness" -> health(!has(Defect.LIVENESS_IS_DOWN));
            case "/actuator/health/readiness" -> health(ready());
            case "/openapi.json" -> openApi();
            case "/people" -> call.method().equals("POST") ? createPerson(call) : problem(405, "no such method");
            default -> {
                if (!call.path().startsWith("/people/")) {
                    yield problem(404, "no such path");
                }
                yield switch (parts.size()) {
                    case 2 -> person(call, parts.get(1));
                    case 3 -> connectionsOf(call, parts.get(1));
                    default -> connection(call, parts.get(3));
                };
            }
        };
    }

    private Answer version(Call call) {
        var old = (has(Defect.OTHER_IMAGE_FROM_THE_20TH_REQUEST_ON) && requests.get() >= 20)
                || (has(Defect.EVERY_OTHER_VERSION_IS_OLD) && requests.get() % 2 == 0);
        var version = new LinkedHashMap<String, Object>();
        version.put("version", "v1");
        version.put("commit", "unknown");
        version.put("digest", old ? OTHER_DIGEST : DIGEST);
        version.put("colour", "blue");
        if (has(Defect.ECHOES_THE_TOKEN_AND_FAILS)) {
            version.put("version", "v1 " + call.header("X-Candidate-Token").orElse(""));
        }
        return json(200, version);
    }

    private boolean ready() {
        var asked = readinessAsked.incrementAndGet();
        return !has(Defect.READINESS_IS_DOWN) && !(has(Defect.READINESS_COMES_LATE) && asked < 3);
    }

    private static Answer health(boolean up) {
        return json(up ? 200 : 503, Map.of("status", up ? "UP" : "OUT_OF_SERVICE"));
    }

    private Answer openApi() {
        var paths = new LinkedHashMap<String, Object>();
        paths.put("/people", Map.of());
        paths.put("/people/{id}", Map.of());
        if (!has(Defect.OPENAPI_LACKS_CONNECTIONS)) {
            paths.put("/people/{id}/connections", Map.of());
            paths.put("/people/{id}/connections/{connectionId}", Map.of());
        }
        return json(200, Map.of("openapi", has(Defect.OPENAPI_IS_3_0) ? "3.0.3" : "3.1.0", "paths", paths));
    }

    private Answer createPerson(Call call) {
        if (has(Defect.ECHOES_THE_TOKEN_AND_FAILS)) {
            return json(
                    500,
                    Map.of(
                            "seen",
                            String.valueOf(call.http().getRequestHeaders().entrySet())));
        }
        if (!call.header("Content-Type").orElse("").startsWith("application/json") && !has(Defect.ACCEPTS_ANY_PERSON)) {
            return problem(415, "no JSON");
        }
        var body = parse(call.body());
        if (body.isEmpty() && !has(Defect.ACCEPTS_ANY_PERSON)) {
            return problem(400, "the body is no JSON");
        }
        var name = body.map(json -> json.path("name").asString("")).orElse("");
        var email = body.map(json -> json.path("email").asString("")).orElse("");
        if (!has(Defect.ACCEPTS_ANY_PERSON)) {
            if (name.isBlank()) {
                return invalid("name");
            }
            if (!email.contains("@")) {
                return invalid("email");
            }
        }
        var key = call.header("Idempotency-Key").filter(word -> !has(Defect.CREATE_IGNORES_THE_KEY));
        var earlier = key.map(keys::get);
        if (earlier.isPresent()) {
            return earlier.get().getKey().equals(call.body())
                    ? withEtag(200, people.getOrDefault(earlier.get().getValue(), Map.of()))
                    : problem(409, "the key was used for another body");
        }
        var person = person(UUID.randomUUID().toString(), name, email, 1);
        var id = String.valueOf(person.get("id"));
        people.put(id, person);
        key.ifPresent(word -> keys.put(word, Map.entry(call.body(), id)));
        return withEtag(201, person);
    }

    private Answer person(Call call, String id) {
        var person = people.get(id);
        return switch (call.method()) {
            case "GET" -> {
                if (has(Defect.READS_ARE_SLOW)) {
                    pause(Duration.ofMillis(60));
                }
                yield person == null ? problem(404, "no such person") : withEtag(200, person);
            }
            case "PUT" -> person == null ? problem(404, "no such person") : change(call, id, person);
            case "DELETE" -> deletePerson(id);
            default -> problem(405, "no such method");
        };
    }

    private Answer change(Call call, String id, Map<String, Object> person) {
        var seen = call.header("If-Match");
        if (seen.isEmpty()) {
            return problem(428, "If-Match is missing");
        }
        if (!seen.get().equals(etag(person)) && !has(Defect.CHANGE_IGNORES_THE_ETAG)) {
            return problem(412, "changed since");
        }
        var body = parse(call.body()).orElseThrow();
        var version = (int) person.getOrDefault("version", 0) + 1;
        var changed =
                person(id, body.path("name").asString(""), body.path("email").asString(""), version);
        people.put(id, changed);
        return withEtag(200, changed);
    }

    private Answer deletePerson(String id) {
        if (has(Defect.DELETE_FAILS)) {
            return problem(500, "out of order");
        }
        if (!has(Defect.DELETE_DELETES_NOTHING)) {
            people.remove(id);
            if (!has(Defect.DELETE_KEEPS_CONNECTIONS)) {
                connections.values().removeIf(connection -> id.equals(connection.get("from")));
            }
        }
        return new Answer(204, "", Map.of(), null);
    }

    private Answer connectionsOf(Call call, String from) {
        return call.method().equals("POST") ? connect(call, from) : list(call, from);
    }

    private Answer connect(Call call, String from) {
        var body = parse(call.body()).orElseThrow();
        var to = body.path("to").asString("");
        var kind = body.path("kind").asString("");
        if (!Set.of("friend", "colleague", "family").contains(kind)) {
            return invalid("kind");
        }
        if (from.equals(to)) {
            return problem(422, "to oneself");
        }
        if (!people.containsKey(to) || !people.containsKey(from)) {
            return problem(404, "no such person");
        }
        var known = connections.values().stream()
                .anyMatch(other -> from.equals(other.get("from")) && to.equals(other.get("to")));
        if (known) {
            return problem(409, "already connected");
        }
        var connection = new LinkedHashMap<String, Object>();
        connection.put("id", UUID.randomUUID().toString());
        connection.put("from", from);
        connection.put("to", to);
        connection.put("kind", has(Defect.CONNECTION_HAS_ANOTHER_KIND) ? "friend" : kind);
        connection.put("version", 1);
        connections.put(String.valueOf(connection.get("id")), connection);
        return json(201, connection);
    }

    private Answer list(Call call, String from) {
        var limit = Integer.parseInt(call.query().getOrDefault("limit", "20"));
        if (limit < 1 || limit > 100) {
            return invalid("limit");
        }
        var start = has(Defect.LIST_REPEATS_ITS_FIRST_PAGE) ? "" : call.query().getOrDefault("cursor", "");
        var rest = connections.values().stream()
                .filter(connection -> from.equals(connection.get("from")))
                .filter(connection -> String.valueOf(connection.get("id")).compareTo(start) > 0)
                .toList();
        var size = has(Defect.LIST_IGNORES_THE_LIMIT) ? rest.size() : Math.min(limit, rest.size());
        var page = new LinkedHashMap<String, Object>();
        page.put("items", rest.subList(0, size));
        page.put("next", size < rest.size() ? rest.get(size - 1).get("id") : null);
        return json(200, page);
    }

    private Answer connection(Call call, String id) {
        if (call.method().equals("DELETE")) {
            connections.remove(id);
            return new Answer(204, "", Map.of(), null);
        }
        var connection = connections.get(id);
        return connection == null ? problem(404, "no such connection") : json(200, connection);
    }

    private Answer withEtag(int status, Map<String, Object> person) {
        return new Answer(
                status,
                "application/json",
                Map.of("ETag", etag(person), "Location", "/people/" + person.get("id")),
                person);
    }

    private static String etag(Map<String, Object> person) {
        return "\"" + person.get("version") + "\"";
    }

    private static Map<String, Object> person(String id, String name, String email, int version) {
        var person = new LinkedHashMap<String, Object>();
        person.put("id", id);
        person.put("name", name);
        person.put("email", email);
        person.put("version", version);
        return person;
    }

    private Answer invalid(String field) {
        var problem = problem(400, "invalid");
        if (!has(Defect.PROBLEM_NAMES_NO_FIELD) && problem.body() instanceof Map<?, ?> fields) {
            var more = new LinkedHashMap<Object, Object>(fields);
            more.put("errors", List.of(Map.of("field", field, "message", "must be right")));
            return new Answer(problem.status(), problem.type(), problem.headers(), more);
        }
        return problem;
    }

    private Answer problem(int status, String detail) {
        var said = has(Defect.PROBLEM_HAS_STATUS_500) ? 500 : status;
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", "Refused");
        problem.put("status", said);
        problem.put("detail", detail);
        problem.put("instance", "/");
        var type = has(Defect.PROBLEM_IS_PLAIN_JSON) ? "application/json" : "application/problem+json";
        return new Answer(said, type, Map.of(), problem);
    }

    private static Answer json(int status, Object body) {
        return new Answer(status, "application/json", Map.of(), body);
    }

    private void send(HttpExchange http, Answer answer, String requestId) throws IOException {
        var headers = http.getResponseHeaders();
        answer.headers().forEach(headers::set);
        if (!has(Defect.NO_NOSNIFF)) {
            headers.set("X-Content-Type-Options", "nosniff");
        }
        headers.set("Cache-Control", has(Defect.MAY_BE_STORED) ? "max-age=60" : "no-store");
        if (answer.body() == null) {
            http.sendResponseHeaders(answer.status(), -1);
            return;
        }
        var body = answer.body();
        if (body instanceof Map<?, ?> fields
                && fields.containsKey("detail")
                && !has(Defect.PROBLEM_HAS_NO_REQUEST_ID)) {
            var more = new LinkedHashMap<Object, Object>(fields);
            more.put("request_id", requestId);
            body = more;
        }
        headers.set("Content-Type", answer.type());
        var bytes = JSON.writeValueAsBytes(body);
        http.sendResponseHeaders(answer.status(), bytes.length);
        http.getResponseBody().write(bytes);
    }

    private static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> query(@Nullable String query) {
        return query == null
                ? Map.of()
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static void pause(Duration longer) {
        try {
            TimeUnit.NANOSECONDS.sleep(longer.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
