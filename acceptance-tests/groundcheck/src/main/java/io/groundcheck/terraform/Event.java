package io.groundcheck.terraform;

import io.groundcheck.plan.Secrets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of what Terraform tells while it works, from {@code -json}
 * (https://developer.hashicorp.com/terraform/internals/machine-readable-ui) or from a command that has only text.
 *
 * @param type Terraform's type, such as {@code apply_start}, {@code apply_complete}, {@code diagnostic}; {@code text}
 *     for a line that isn't JSON
 * @param message for people
 * @param address the resource it is about
 * @param action what happens to that resource, such as {@code create}
 * @param diagnostic for type {@code diagnostic}
 */
public record Event(
        String type,
        String message,
        Optional<String> address,
        Optional<String> action,
        Optional<Diagnostic> diagnostic) {

    private static final JsonMapper JSON = JsonMapper.shared();

    Event masked(Secrets secrets) {
        return new Event(
                type,
                secrets.mask(message),
                address.map(secrets::mask),
                action,
                diagnostic.map(found -> found.masked(secrets)));
    }

    static Event text(String line) {
        return new Event("text", line, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Any line of standard output: one that isn't an event becomes a text, so that none is lost. */
    static Event parse(String line) {
        if (!line.startsWith("{\"@")) {
            return text(line);
        }
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JacksonException e) {
            return text(line);
        }
        JsonNode about = json.has("hook") ? json.path("hook") : json.path("change");
        JsonNode diagnostic = json.path("diagnostic");
        return new Event(
                json.path("type").asString("text"),
                json.path("@message").asString(""),
                Optional.ofNullable(about.path("resource").path("addr").asString(null)),
                Optional.ofNullable(about.path("action").asString(null)),
                diagnostic.isObject() ? Optional.of(Diagnostic.ofJson(diagnostic)) : Optional.empty());
    }
}
