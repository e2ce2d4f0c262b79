package io.groundcheck.release.smoke.candidate;

import io.restassured.response.Response;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What came back from {@code GET /version}. */
public sealed interface VersionAnswer {

    /** Why this isn't the candidate; empty if it is, or if nothing that contradicts it is known. */
    Optional<String> mismatch(Candidate candidate);

    /** A well-formed answer, fields as in docs/contracts.md. */
    record Known(String version, String commit, Optional<String> digest, Optional<String> colour)
            implements VersionAnswer {

        @Override
        public Optional<String> mismatch(Candidate candidate) {
            return differs("digest", candidate.expectedDigest(), digest)
                    .or(() -> differs("version", candidate.expectedVersion(), Optional.of(version)))
                    .or(() -> differs("colour", candidate.expectedColour(), colour));
        }

        private static Optional<String> differs(String field, Optional<String> expected, Optional<String> said) {
            if (expected.isEmpty() || expected.equals(said)) {
                return Optional.empty();
            }
            return Optional.of("the candidate is not the staged image: expected " + field + " " + expected.get()
                    + " but /version says " + said.orElse("null"));
        }
    }

    /** Not an answer of the service: another status, no JSON, a field missing. */
    record Unreadable(String why) implements VersionAnswer {

        @Override
        public Optional<String> mismatch(Candidate candidate) {
            var head = candidate
                    .expectedDigest()
                    .map(digest -> "the candidate is not the staged image: expected digest " + digest + " but ")
                    .orElse("the candidate is not the connections service: ");
            return Optional.of(head + why);
        }
    }

    /** Reads an answer of {@code GET /version}. */
    static VersionAnswer of(Response response) {
        if (response.statusCode() != 200) {
            return new Unreadable("/version answers with status " + response.statusCode());
        }
        JsonNode body;
        try {
            body = Json.of(response);
        } catch (AssertionError e) {
            return new Unreadable("/version answers with no JSON object but " + response.contentType());
        }
        var version = text(body, "version");
        var commit = text(body, "commit");
        if (version.isEmpty() || commit.isEmpty()) {
            return new Unreadable("/version has no " + (version.isEmpty() ? "version" : "commit"));
        }
        var digest = text(body, "digest");
        if (digest.filter(value -> !DIGEST.matcher(value).matches()).isPresent()) {
            return new Unreadable("/version says digest " + digest.get() + ", which isn't sha256: and 64 hex digits");
        }
        return new Known(version.get(), commit.get(), digest, text(body, "colour"));
    }

    /** How a digest is written. */
    Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private static Optional<String> text(JsonNode body, String field) {
        return Optional.of(body.path(field).asString("")).filter(text -> !text.isBlank());
    }
}
