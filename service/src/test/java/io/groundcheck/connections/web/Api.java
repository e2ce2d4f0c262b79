package io.groundcheck.connections.web;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** What tests ask of the running service again and again. */
public final class Api {

    private final RestTestClient client;

    public Api(int port) {
        client = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build();
    }

    public RestTestClient client() {
        return client;
    }

    /** The answer to a JSON request; {@code headers} are name, value, name, value … */
    public RestTestClient.ResponseSpec send(String method, String path, @Nullable String body, String... headers) {
        RestTestClient.RequestBodySpec request =
                client.method(HttpMethod.valueOf(method)).uri(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        return request.exchange();
    }

    public RestTestClient.ResponseSpec createPerson(String name, String... headers) {
        return send("POST", "/people", "{\"name\": \"%s\", \"email\": \"a@example.org\"}".formatted(name), headers);
    }

    /** The id of a new person. */
    public String person(String name) {
        return id(createPerson(name).expectStatus().isCreated());
    }

    public RestTestClient.ResponseSpec connect(String from, String to, String kind, String... headers) {
        String body = "{\"to\": \"%s\", \"kind\": \"%s\"}".formatted(to, kind);
        return send("POST", "/people/" + from + "/connections", body, headers);
    }

    /** The id of what a creating call answered. */
    public static String id(RestTestClient.ResponseSpec created) {
        Map<?, ?> body = created.expectBody(Map.class).returnResult().getResponseBody();
        return String.valueOf(
                Objects.requireNonNull(body, "an answer without a body").get("id"));
    }

    /** The headers of an answer. */
    public static HttpHeaders headers(RestTestClient.ResponseSpec answer) {
        return answer.returnResult().getResponseHeaders();
    }
}
