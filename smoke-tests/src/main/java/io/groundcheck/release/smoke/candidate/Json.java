package io.groundcheck.release.smoke.candidate;

import io.restassured.response.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Bodies of answers. REST Assured's own JSON paths compile a Groovy script for each look: a third of a run's time. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /**
     * The JSON object an answer holds.
     *
     * @throws AssertionError if it holds something else
     */
    public static JsonNode of(Response answer) {
        JsonNode body;
        try {
            body = MAPPER.readTree(answer.asString());
        } catch (JacksonException e) {
            throw new AssertionError(
                    "the body is no JSON (" + answer.contentType() + "): " + e.getOriginalMessage(), e);
        }
        if (!body.isObject()) {
            throw new AssertionError("the body is no JSON object but " + body.getNodeType());
        }
        return body;
    }
}
