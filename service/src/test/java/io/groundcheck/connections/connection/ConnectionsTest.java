package io.groundcheck.connections.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.connections.web.Api;
import io.groundcheck.connections.web.RunningService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningService
class ConnectionsTest {

    private final Api api;

    ConnectionsTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @Test
    void connects_reads_and_deletes() {
        String ann = api.person("Ann");
        String bob = api.person("Bob");

        var created = api.connect(ann, bob, "colleague").expectStatus().isCreated();
        String id = Api.id(created);
        String path = "/people/%s/connections/%s".formatted(ann, id);
        created.expectHeader().valueEquals("Location", path);

        api.send("GET", path, null)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"id\": \"%s\", \"from\": \"%s\", \"to\": \"%s\", \"kind\": \"colleague\", \"version\": 1}"
                        .formatted(id, ann, bob));
        api.send("DELETE", path, null).expectStatus().isNoContent();
        api.send("DELETE", path, null).expectStatus().isNoContent();
        api.send("GET", path, null)
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:problem-type:connections:unknown-connection");
    }

    @Test
    void answers_a_repeated_connection_with_the_same_one() {
        String ann = api.person("Ann");
        String bob = api.person("Bob");
        String key = UUID.randomUUID().toString();
        String id = Api.id(api.connect(ann, bob, "friend", "Idempotency-Key", key)
                .expectStatus()
                .isCreated());

        api.connect(ann, bob, "friend", "Idempotency-Key", key)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(id);
        api.connect(ann, bob, "family", "Idempotency-Key", key).expectStatus().isEqualTo(409);
        api.connect(ann, bob, "friend").expectStatus().isEqualTo(409);
    }

    @Test
    void refuses_oneself_and_the_unknown() {
        String ann = api.person("Ann");

        api.connect(ann, ann, "friend").expectStatus().isEqualTo(422);
        api.connect(ann, "nobody", "friend").expectStatus().isNotFound();
        api.connect(ann, UUID.randomUUID().toString(), "friend").expectStatus().isNotFound();
        api.connect("nobody", ann, "friend").expectStatus().isNotFound();
        api.send("GET", "/people/nobody/connections", null).expectStatus().isNotFound();
        api.send("GET", "/people/%s/connections".formatted(UUID.randomUUID()), null)
                .expectStatus()
                .isNotFound();
    }

    @Test
    void lists_page_by_page_and_ends_with_the_last_item() {
        String ann = api.person("Ann");
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(Api.id(api.connect(ann, api.person("Friend"), "friend")
                    .expectStatus()
                    .isCreated()));
        }

        List<String> listed = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Object cursor = null;
        do {
            Map<?, ?> page = page(ann, cursor == null ? "?limit=3" : "?limit=3&cursor=" + cursor);
            List<?> items = (List<?>) Objects.requireNonNull(page.get("items"));
            items.forEach(item -> listed.add(String.valueOf(((Map<?, ?>) item).get("id"))));
            sizes.add(items.size());
            cursor = page.get("next");
        } while (cursor != null);

        assertThat(listed).containsExactlyInAnyOrderElementsOf(all);
        assertThat(sizes).containsExactly(3, 3);
    }

    @Test
    void says_that_there_is_no_next_page_by_null() {
        api.send("GET", "/people/%s/connections".formatted(api.person("Ann")), null)
                .expectBody(String.class)
                .isEqualTo("{\"items\":[],\"next\":null}");
    }

    private Map<?, ?> page(String person, String query) {
        Map<?, ?> page = api.send("GET", "/people/%s/connections%s".formatted(person, query), null)
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        return Objects.requireNonNull(page);
    }
}
