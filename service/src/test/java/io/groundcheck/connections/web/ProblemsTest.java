package io.groundcheck.connections.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every error is a problem detail, whichever layer refuses: MVC, a filter, or Tomcat itself. */
@RunningService
class ProblemsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    ProblemsTest(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    GET    | /nope                              |                                     | 404
                    GET    | /people/x/y/z                      |                                     | 404
                    GET    | /version/                          |                                     | 404
                    GET    | /actuator                          |                                     | 404
                    GET    | /actuator/env                      |                                     | 404
                    GET    | /error                             |                                     | 404
                    GET    | /people                            |                                     | 405
                    PATCH  | /people/x                          | {}                                  | 405
                    POST   | /actuator/health                   | {}                                  | 405
                    TRACE  | /                                  |                                     | 405
                    GET    | /people/x/connections?cursor=%20%3F |                                    | 404
                    POST   | /people                            |                                     | 400
                    POST   | /people                            | {"name":                            | 400
                    POST   | /people                            | []                                  | 400
                    POST   | /people                            | {"name": {}}                        | 400
                    POST   | /people                            | {"name": "", "email": "a"}          | 400
                    GET    | /people/%zz                        |                                     | 400
                    GET    | /a%2Fb                             |                                     | 400
                    """)
    void is_a_problem_with_every_member(String method, String path, String body, int status) throws Exception {
        // Not java.net.URI: the path may be one that no client library would send.
        String answer = raw(
                "%s %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(method, path, body == null ? 0 : body.length(), body == null ? "" : body));

        assertProblem(answer, status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET /{brace} HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nBad Name: y\r\n\r\n",
                "POST /people HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: nonsense\r\nConnection: close\r\n\r\n"
            })
    void is_a_problem_even_if_it_is_no_valid_http(String request) throws IOException {
        String answer = raw(request);

        assertThat(answer).matches("(?s)HTTP/1.1 (400|501) .*");
        assertProblem(answer, Integer.parseInt(answer.substring(9, 12)));
    }

    @Test
    void refuses_other_media_types() throws Exception {
        HttpResponse<String> wrongBody = send("POST", "/people", "name=Ann", "Content-Type", "text/plain");
        HttpResponse<String> wrongAccept = send("GET", "/version", "", "Accept", "text/html");

        assertThat(problem(wrongBody).path("status").asInt()).isEqualTo(415);
        assertThat(problem(wrongAccept).path("status").asInt()).isEqualTo(406);
    }

    @Test
    void refuses_a_body_beyond_the_limit_whether_its_length_is_said_or_not() throws Exception {
        String longBody = "{\"name\": \"%s\"}".formatted("a".repeat(17_000));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:%d/people".formatted(port)))
                .header("Content-Type", "application/json");

        HttpResponse<String> said =
                http.send(request.POST(BodyPublishers.ofString(longBody)).build(), BodyHandlers.ofString());
        HttpResponse<String> chunked = http.send(
                request.POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(longBody)))
                        .build(),
                BodyHandlers.ofString());

        for (HttpResponse<String> answer : java.util.List.of(said, chunked)) {
            assertThat(problem(answer).path("status").asInt()).isEqualTo(413);
            assertThat(problem(answer).path("detail").asString()).isEqualTo("A body may have 16384 bytes at most");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /people/x/connections?limit=0    | limit  | must be greater than or equal to 1
                    /people/x/connections?limit=101  | limit  | must be less than or equal to 100
                    /people/x/connections?limit=many | limit  | must be of type int
                    """)
    void names_the_parameter(String path, String field, String message) throws Exception {
        assertThat(errors(send("GET", path, ""))).containsExactly(Map.entry(field, message));
    }

    @Test
    void names_a_cursor_that_is_not_ours() throws Exception {
        String person = new Api(port).person("Ann");

        for (String cursor : new String[] {"junk", "MTp4", "!!!"}) {
            assertThat(errors(send("GET", "/people/%s/connections?cursor=%s".formatted(person, cursor), "")))
                    .containsExactly(Map.entry(
                            "cursor",
                            "isn't one that this service gave out: use next of the page before, or start without"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /people              | {"email": "a@example.org"}               | name  | must not be blank
                    /people              | {"name": " ", "email": "a@example.org"}  | name  | must not be blank
                    /people              | {"name": "Ann"}                          | email | must not be null
                    /people              | {"name": "Ann", "email": "a.example"}    | email | must be a well-formed email address
                    /people              | {"name": [], "email": "a@example.org"}   | name  | has the wrong type
                    /people              | {"name": "Ann"                           | body  | isn't valid JSON at line 1, column 15
                    /people/x/connections | {"to": "x", "kind": "foe"}              | kind  | must be one of friend, colleague, family
                    /people/x/connections | {"to": "x"}                             | kind  | must not be null
                    """)
    void names_the_field(String path, String body, String field, String message) throws Exception {
        assertThat(errors(send("POST", path, body, "Content-Type", "application/json")))
                .containsExactly(Map.entry(field, message));
    }

    @Test
    void names_a_header_that_is_not_valid() throws Exception {
        String ann = "{\"name\": \"Ann\", \"email\": \"a@example.org\"}";

        assertThat(errors(send("POST", "/people", ann, "Content-Type", "application/json", "Idempotency-Key", "a b")))
                .containsExactly(Map.entry("Idempotency-Key", "must be 1 to 255 visible ASCII characters"));
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode problem(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        return JSON.readTree(answer.body());
    }

    private static Map<String, String> errors(HttpResponse<String> answer) {
        JsonNode problem = problem(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        Map<String, String> errors = new java.util.TreeMap<>();
        problem.path("errors")
                .forEach(error -> errors.put(
                        error.path("field").asString(), error.path("message").asString()));
        return errors;
    }

    /** What the contract says of every error, whatever refused it. */
    private static void assertProblem(String answer, int status) {
        int end = answer.indexOf("\r\n\r\n");
        String head = answer.substring(0, end);
        assertThat(head).startsWith("HTTP/1.1 " + status);
        assertThat(head).containsIgnoringCase("\r\nContent-Type: application/problem+json");
        assertThat(head).containsIgnoringCase("\r\nX-Content-Type-Options: nosniff");
        assertThat(head).containsIgnoringCase("\r\nCache-Control: no-store");
        String body = answer.substring(answer.indexOf('{', end), answer.lastIndexOf('}') + 1);
        JsonNode problem = JSON.readTree(body);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        for (String member : new String[] {"type", "title", "detail", "instance", "request_id"}) {
            assertThat(problem.path(member).isString())
                    .as("%s is a text in %s", member, body)
                    .isTrue();
        }
        assertThat(head)
                .containsIgnoringCase(
                        "\r\nX-Request-Id: " + problem.path("request_id").asString());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
