package io.groundcheck.sweep;

import io.groundcheck.plan.Value;
import io.groundcheck.target.Target;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is looked for.
 *
 * @param type such as {@code aws_vpc}
 * @param planned what it was to become, as the plan has it
 * @param began when its create began
 * @param known the ids that are accounted for: in the state, or found for another address
 * @param stack the id of the stack it belongs to
 * @param target where to look
 */
record Wanted(String type, Value planned, Instant began, Set<String> known, String stack, Target target) {

    /** An attribute's text, if it is known before apply and not empty. */
    Optional<String> text(String attribute) {
        Value value = planned.at(attribute);
        return value.isUnknown() || value.isAbsent() || value.asString().isEmpty()
                ? Optional.empty()
                : Optional.of(value.asString());
    }

    /** The tags it was to have. */
    Map<String, String> tags() {
        Value all = planned.at("tags_all");
        Value tags = all.isAbsent() || all.isUnknown() ? planned.at("tags") : all;
        var found = new TreeMap<String, String>();
        tags.json()
                .properties()
                .forEach(tag -> found.put(tag.getKey(), tag.getValue().asString("")));
        return found;
    }

    /** Whether something with these tags was made by this stack and no other. */
    boolean isMarked(Map<String, String> tags) {
        return stack.equals(tags.get(Recovery.TAG));
    }

    /** Whether something has all the tags it was to have. */
    boolean hasTags(Map<String, String> found) {
        return found.entrySet().containsAll(tags().entrySet());
    }

    /** Whether something was made after the create began, as far as whole seconds tell. */
    boolean isYoungEnough(Instant made) {
        return began.isBefore(Instant.MAX) && !made.isBefore(began.truncatedTo(ChronoUnit.SECONDS));
    }

    /** The AWS CLI's command, with where to send it. */
    String aws(String command) {
        String endpoint = target.environment().getOrDefault("AWS_ENDPOINT_URL", "");
        return "aws " + command + " --region " + target.region()
                + (endpoint.isEmpty() ? "" : " --endpoint-url " + endpoint);
    }

    /**
     * Something with a name that only one can have at a time: certain if it was made after the create began. Before
     * that, it is somebody else's, and the create would have failed on it.
     */
    Finding named(String id, Instant made, Map<String, String> tags, String command) {
        if (isMarked(tags)) {
            return new Finding.Certain(id, "it carries this stack's tag", command);
        }
        return isYoungEnough(made)
                ? new Finding.Certain(
                        id, "it has the name, and was made at " + made + ", after the create began", command)
                : new Finding.Likely(
                        id, "it has the name, but was made at " + made + ", before the create began", command);
    }

    /** Something found by what others may have too. */
    Finding alike(String id, Map<String, String> tags, String command) {
        return isMarked(tags)
                ? new Finding.Certain(id, "it carries this stack's tag", command)
                : new Finding.Likely(id, "others may be made just like it", command);
    }
}
