package io.groundcheck.infrastructure.modules;

import io.groundcheck.plan.Plan;
import io.groundcheck.plan.ResourceChange;
import io.groundcheck.plan.Value;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An IAM policy as it stands in a plan.
 *
 * @param json the policy's text
 */
record PolicyDocument(String json) {

    /**
     * The policy in an attribute, which must be known: a policy that names what isn't made yet is known only in a plan
     * after apply.
     *
     * @param attribute {@code policy} or {@code assume_role_policy}
     */
    static PolicyDocument in(Plan plan, String address, String attribute) {
        ResourceChange change = plan.change(address)
                .orElseThrow(
                        () -> new AssertionError("expected the plan to name " + address + ", but it was:\n" + plan));
        Value value = change.change().after().at(attribute);
        if (value.isUnknown() || value.isAbsent()) {
            throw new AssertionError("expected " + address + "." + attribute + " to be known, but it was " + value);
        }
        return new PolicyDocument(value.asString());
    }

    /** Its statements, in order. */
    List<JsonNode> statements() {
        return list(JsonMapper.shared().readTree(json).path("Statement"));
    }

    /** The one statement with that Sid. */
    JsonNode statement(String sid) {
        return statements().stream()
                .filter(statement -> statement.path("Sid").asString("").equals(sid))
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected a statement " + sid + " in " + json));
    }

    /** A field's texts: IAM writes a list of one as the one. */
    static List<String> texts(JsonNode field) {
        return field.isArray()
                ? list(field).stream().map(item -> item.asString("")).toList()
                : List.of(field.asString(""));
    }

    private static List<JsonNode> list(JsonNode node) {
        if (!node.isArray()) {
            return List.of(node);
        }
        var items = new ArrayList<JsonNode>();
        node.forEach(items::add);
        return items;
    }
}
