package io.groundcheck.connections.person;

import io.groundcheck.connections.resource.Ids;
import io.groundcheck.connections.web.Api;
import io.groundcheck.connections.web.RunningService;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningService
class PeopleTest {

    private static final String ANNA = "{\"name\": \"Anna\", \"email\": \"anna@example.org\"}";

    private final Api api;

    PeopleTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @Test
    void creates_and_reads_a_person() {
        var created = api.createPerson("Ann")
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("ETag", "\"1\"");
        String id = Api.id(created);
        created.expectHeader().valueEquals("Location", "/people/" + id);

        api.send("GET", "/people/" + id, null)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .json("{\"id\": \"%s\", \"name\": \"Ann\", \"email\": \"a@example.org\", \"version\": 1}"
                        .formatted(id));
    }

    @Test
    void answers_a_repeated_creation_with_the_same_person() {
        String key = UUID.randomUUID().toString();
        String id = Api.id(
                api.createPerson("Ann", "Idempotency-Key", key).expectStatus().isCreated());

        api.createPerson("Ann", "Idempotency-Key", key)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Location", "/people/" + id)
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(id);
        api.createPerson("Bob", "Idempotency-Key", key)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:problem-type:connections:idempotency-key-reused");
    }

    @Test
    void replaces_a_person_that_has_not_changed_since() {
        String id = api.person("Ann");

        api.send("PUT", "/people/" + id, ANNA, "If-Match", "\"1\"")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"")
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Anna");
        api.send("PUT", "/people/" + id, ANNA, "If-Match", "\"1\"")
                .expectStatus()
                .isEqualTo(412);
        api.send("PUT", "/people/" + id, ANNA, "If-Match", "\"2\"")
                .expectStatus()
                .isOk();
    }

    @Test
    void replaces_nobody_without_the_tag_of_the_last_read() {
        String path = "/people/" + api.person("Ann");

        api.send("PUT", path, ANNA).expectStatus().isEqualTo(428);
        api.send("PUT", path, ANNA, "If-Match", "*").expectStatus().isEqualTo(400);
        api.send("PUT", path, ANNA, "If-Match", "\"1\", \"2\"").expectStatus().isEqualTo(400);
        api.send("PUT", path, ANNA, "If-Match", "W/\"1\"").expectStatus().isEqualTo(400);
        api.send("PUT", path, ANNA, "If-Match", "\"one\"").expectStatus().isEqualTo(412);
        api.send("PUT", path, ANNA, "If-Match", "\"9223372036854775807\"")
                .expectStatus()
                .isEqualTo(412);
    }

    @Test
    void deletes_a_person_twice_over() {
        String path = "/people/" + api.person("Ann");

        api.send("DELETE", path, null).expectStatus().isNoContent();
        api.send("DELETE", path, null).expectStatus().isNoContent();
        api.send("GET", path, null).expectStatus().isNotFound();
        api.send("PUT", path, ANNA, "If-Match", "\"1\"").expectStatus().isNotFound();
    }

    @Test
    void knows_nobody_under_an_unused_id_or_what_is_no_id_at_all() {
        for (String id : new String[] {Ids.next(Clock.systemUTC()), "x", "PERSON", "a%23b", "x".repeat(3000)}) {
            api.send("GET", "/people/" + id, null)
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.type")
                    .isEqualTo("urn:problem-type:connections:unknown-person");
            api.send("DELETE", "/people/" + id, null).expectStatus().isNoContent();
        }
    }
}
