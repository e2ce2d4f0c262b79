package io.groundcheck.release.smoke.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.release.smoke.candidate.CandidateClient;
import io.groundcheck.release.smoke.candidate.Json;
import io.groundcheck.release.smoke.candidate.Session;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the steps of one scenario share: a client, the last answer, the people it made. A new one per scenario. */
public final class World {

    private final Session session;
    private final CandidateClient client;
    private final Map<String, Response> people = new HashMap<>();
    private @Nullable Response answer;

    public World(Session session) {
        this.session = session;
        this.client = session.newClient();
    }

    Session session() {
        return session;
    }

    RequestSpecification request() {
        return client.request();
    }

    RequestSpecification json(String body) {
        return request().contentType("application/json").body(body);
    }

    /** Remembers the answer that the next steps speak of. */
    Response answered(Response response) {
        answer = response;
        return response;
    }

    /** The last answer. */
    Response answer() {
        if (answer == null) {
            throw new IllegalStateException("no step of this scenario has asked anything yet");
        }
        return answer;
    }

    /**
     * Sends a create of a person. Whatever it makes is noted for the clean-up, also where the spec expects a refusal:
     * a broken service may well accept it.
     */
    Response createPerson(RequestSpecification request) {
        return answered(session.leftovers().create(() -> request.post("/people"), World::pathOfMade));
    }

    private static Optional<String> pathOfMade(Response answer) {
        return answer.statusCode() == 201 || answer.statusCode() == 200
                ? Optional.of("/people/" + idOf(answer))
                : Optional.empty();
    }

    /** Makes a person with a name and an e-mail address that no other run uses. */
    void createPerson(String alias) {
        var created = createPerson(json(personJson(alias)).header("Idempotency-Key", session.unique()));
        assertThat(created.statusCode()).as("status of POST /people").isEqualTo(201);
        people.put(alias, created);
    }

    String personJson(String alias) {
        var word = session.unique();
        return """
               {"name": "%s %s", "email": "%s@smoke.example"}""".formatted(alias, word, word);
    }

    /** The answer to the create of this person. */
    Response created(String alias) {
        var response = people.get(alias);
        if (response == null) {
            throw new IllegalStateException("the scenario made no person \"" + alias + "\": it has " + people.keySet());
        }
        return response;
    }

    String pathOf(String alias) {
        return "/people/" + idOf(created(alias));
    }

    static String idOf(Response response) {
        var id = Json.of(response).path("id").asString("");
        assertThat(id).as("id in the answer").isNotBlank();
        return id;
    }

    void close() {
        client.close();
    }

    CandidateClient client() {
        return client;
    }
}
