package io.groundcheck.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Terraform plan, read from {@code terraform show -json PLANFILE}
 * (https://developer.hashicorp.com/terraform/internals/json-format).
 *
 * @param terraformVersion which Terraform made it
 * @param errored whether planning failed midway, so that the plan is a part of one
 * @param changes every resource and data source it names, those that stay as they are included
 * @param drift what changed outside Terraform since the last apply
 * @param outputs the root module's outputs
 * @param checks results of conditions and check blocks
 * @param configuration the configuration it was made from, as Terraform tells it
 * @param secrets every text that is marked as sensitive somewhere in it
 */
public record Plan(
        String terraformVersion,
        boolean errored,
        List<ResourceChange> changes,
        List<ResourceChange> drift,
        List<OutputChange> outputs,
        List<CheckResult> checks,
        JsonNode configuration,
        Secrets secrets) {

    private static final JsonMapper JSON = JsonMapper.builder()
            // a parse error must not quote the plan: it may hold secrets
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public Plan {
        changes = List.copyOf(changes);
        drift = List.copyOf(drift);
        outputs = List.copyOf(outputs);
        checks = List.copyOf(checks);
    }

    /**
     * Reads a plan.
     *
     * @param json the whole output of {@code terraform show -json PLANFILE}
     * @throws PlanException if the text is something else
     */
    public static Plan parse(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new PlanException(
                    "expected the output of `terraform show -json PLANFILE`, but it is no JSON: "
                            + e.getOriginalMessage(),
                    e);
        }
        String format = root.path("format_version").asString("");
        if (!format.matches("1\\.[0-9]+")) {
            throw new PlanException("expected a plan of format 1.x, but the format_version was \"" + format + "\"");
        }
        if (!root.has("planned_values") && !root.has("resource_changes") && !root.has("errored")) {
            throw new PlanException("expected a plan, but found a "
                    + (root.has("values")
                            ? "state: show the plan file, not the state"
                            : "JSON with the fields " + root.propertyNames()));
        }
        Secrets secrets = secrets(root);
        return new Plan(
                root.path("terraform_version").asString(""),
                root.path("errored").asBoolean(false),
                resources(root.path("resource_changes"), secrets),
                resources(root.path("resource_drift"), secrets),
                outputs(root.path("output_changes"), secrets),
                checks(root.path("checks"), secrets),
                root.path("configuration"),
                secrets);
    }

    private static Secrets secrets(JsonNode root) {
        var found = new HashSet<String>();
        for (String changes : List.of("resource_changes", "resource_drift")) {
            root.path(changes).forEach(change -> collect(change.path("change"), found));
        }
        root.path("output_changes").forEach(change -> collect(change, found));
        JsonNode declared = root.path("configuration").path("root_module").path("variables");
        declared.properties()
                .forEach(variable -> Secrets.collect(
                        root.path("variables").path(variable.getKey()).path("value"),
                        variable.getValue().path("sensitive"),
                        found));
        return Secrets.of(found);
    }

    private static void collect(JsonNode change, Set<String> found) {
        Secrets.collect(change.path("before"), change.path("before_sensitive"), found);
        Secrets.collect(change.path("after"), change.path("after_sensitive"), found);
    }

    private static List<ResourceChange> resources(JsonNode array, Secrets secrets) {
        var changes = new ArrayList<ResourceChange>();
        array.forEach(change -> changes.add(ResourceChange.ofJson(change, secrets)));
        return changes;
    }

    private static List<OutputChange> outputs(JsonNode object, Secrets secrets) {
        var outputs = new ArrayList<OutputChange>();
        object.properties()
                .forEach(field -> outputs.add(new OutputChange(
                        field.getKey(), Change.ofJson(field.getValue(), "output." + field.getKey(), secrets))));
        return outputs;
    }

    private static List<CheckResult> checks(JsonNode array, Secrets secrets) {
        var checks = new ArrayList<CheckResult>();
        array.forEach(check -> checks.add(CheckResult.ofJson(check, secrets)));
        return checks;
    }

    /** The change of a resource or data source; not of a deposed object of the same address. */
    public Optional<ResourceChange> change(String address) {
        return changes.stream()
                .filter(change -> change.address().equals(address))
                .filter(change -> change.deposed().isEmpty())
                .findFirst();
    }

    /** The change of an output of the root module. */
    public Optional<OutputChange> output(String name) {
        return outputs.stream().filter(output -> output.name().equals(name)).findFirst();
    }

    /** The changes with that action. */
    public List<ResourceChange> with(Action action) {
        return changes.stream().filter(change -> change.action() == action).toList();
    }

    /** The changes of resources that applying would do something for; data sources that are read aren't among them. */
    public List<ResourceChange> effective() {
        return changes.stream()
                .filter(change -> !change.isNoOp() && change.action() != Action.READ)
                .toList();
    }

    /** The outputs whose value would change. */
    public List<OutputChange> effectiveOutputs() {
        return outputs.stream()
                .filter(output -> output.change().action() != Action.NO_OP)
                .toList();
    }

    /** Whether applying would change nothing: no resource, no output. */
    public boolean isEmpty() {
        return !errored && effective().isEmpty() && effectiveOutputs().isEmpty();
    }

    /** The plan as a diff for people, with nothing sensitive in it. */
    @Override
    public String toString() {
        return PlanText.of(this);
    }
}
