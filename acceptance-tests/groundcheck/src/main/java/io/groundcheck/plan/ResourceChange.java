package io.groundcheck.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How one instance of a resource, or a data source, would change.
 *
 * @param address such as {@code module.network.aws_subnet.public[0]}
 * @param previousAddress its address before a {@code moved} block or a refactoring
 * @param managed true for a resource, false for a data source
 * @param type such as {@code aws_subnet}
 * @param name the name in the configuration, such as {@code public}
 * @param provider such as {@code registry.terraform.io/hashicorp/aws}
 * @param deposed the key of an old object that a replacement left behind, if this is one
 * @param change what would be done
 * @param reason why, in Terraform's words, such as {@code replace_because_cannot_update}
 * @param replacePaths for a replacement, the attributes that force it
 * @param importing the id of an existing thing to be imported, or {@code (known after apply)}
 */
public record ResourceChange(
        String address,
        Optional<String> previousAddress,
        boolean managed,
        String type,
        String name,
        String provider,
        Optional<String> deposed,
        Change change,
        Optional<String> reason,
        List<AttributePath> replacePaths,
        Optional<String> importing) {

    static ResourceChange ofJson(JsonNode json, Secrets secrets) {
        String address = json.path("address").asString("");
        if (address.isEmpty()) {
            throw new PlanException("a resource change without an address: its fields are " + json.propertyNames());
        }
        JsonNode change = json.path("change");
        var paths = new ArrayList<AttributePath>();
        change.path("replace_paths").forEach(path -> paths.add(AttributePath.ofJson(path)));
        return new ResourceChange(
                address,
                text(json, "previous_address"),
                json.path("mode").asString("managed").equals("managed"),
                json.path("type").asString(""),
                json.path("name").asString(""),
                json.path("provider_name").asString(""),
                text(json, "deposed"),
                Change.ofJson(change, address, secrets),
                text(json, "action_reason"),
                List.copyOf(paths),
                importing(change.path("importing")));
    }

    private static Optional<String> importing(JsonNode importing) {
        if (!importing.isObject()) {
            return Optional.empty();
        }
        return Optional.of(importing.path("id").asString("(known after apply)"));
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).asString(null));
    }

    /** What would be done. */
    public Action action() {
        return change.action();
    }

    /** Whether only its address would change. */
    public boolean isMoved() {
        return previousAddress.isPresent();
    }

    /** Whether it would be destroyed, for good or to be made anew. */
    public boolean isDestroyed() {
        return action() == Action.DELETE || action() == Action.REPLACE;
    }

    /** Whether applying would do nothing at all for it: no action, no move, no import. */
    public boolean isNoOp() {
        return action() == Action.NO_OP && !isMoved() && importing.isEmpty();
    }
}
