package io.groundcheck.plan;

import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value in a plan, or what is known of it. Text made of it never shows what Terraform marks as sensitive, nor what
 * stands inside something so marked.
 */
public final class Value {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode json;
    private final JsonNode unknown;
    private final JsonNode sensitive;
    private final Secrets secrets;

    /**
     * @param json the value; missing where there is none
     * @param unknown what is known only after apply: {@code true}, or a structure like the value's that holds it
     * @param sensitive what must not be shown, in the same manner
     * @param secrets what must not be shown although nothing marks it here
     */
    Value(JsonNode json, JsonNode unknown, JsonNode sensitive, Secrets secrets) {
        this.json = json;
        this.unknown = unknown;
        this.sensitive = sensitive;
        this.secrets = secrets;
    }

    /** The value at a path; one that is absent if the path leads nowhere. */
    public Value at(AttributePath path) {
        Value value = this;
        for (Object step : path.steps()) {
            value = value.step(step);
        }
        return value;
    }

    /** The value at a path as HCL writes it, such as {@code tags["Name"]}. */
    public Value at(String path) {
        return at(AttributePath.of(path));
    }

    private Value step(Object step) {
        return new Value(child(json, step), mark(unknown, step), mark(sensitive, step), secrets);
    }

    private static JsonNode child(JsonNode parent, Object step) {
        return step instanceof Integer place ? parent.path(place) : parent.path(step.toString());
    }

    /** What is marked as a whole is marked in each of its parts. */
    private static JsonNode mark(JsonNode marks, Object step) {
        return isSet(marks) ? marks : child(marks, step);
    }

    private static boolean isSet(JsonNode mark) {
        return mark.isBoolean() && mark.asBoolean();
    }

    /** Whether it is known only after apply, as a whole. */
    public boolean isUnknown() {
        return isSet(unknown);
    }

    /** Whether Terraform marks it, as a whole, as sensitive. */
    public boolean isSensitive() {
        return isSet(sensitive);
    }

    /** Whether nothing stands here: no such attribute, or null. */
    public boolean isAbsent() {
        return !isUnknown() && (json.isMissingNode() || json.isNull());
    }

    /** Whether all of it is known before apply. */
    public boolean isWhollyKnown() {
        return !holdsSet(unknown);
    }

    private static boolean holdsSet(JsonNode marks) {
        if (isSet(marks)) {
            return true;
        }
        for (JsonNode child : marks) {
            if (holdsSet(child)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether it is known and equal to a value: text, number, truth value, list or map. Numbers are compared by what
     * they count: 1 equals 1.0.
     */
    public boolean isEqualTo(Object expected) {
        return isWhollyKnown() && equal(json, JSON.valueToTree(expected));
    }

    private static boolean equal(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue()) == 0;
        }
        if (left.isArray() && right.isArray()) {
            return left.size() == right.size() && everyItemEqual(left, right);
        }
        if (left.isObject() && right.isObject()) {
            return left.size() == right.size()
                    && left.properties().stream()
                            .allMatch(field -> equal(field.getValue(), right.path(field.getKey())));
        }
        return left.equals(right);
    }

    private static boolean everyItemEqual(JsonNode left, JsonNode right) {
        Iterator<JsonNode> others = right.iterator();
        for (JsonNode item : left) {
            if (!equal(item, others.next())) {
                return false;
            }
        }
        return true;
    }

    /** The value as Terraform wrote it, sensitive or not: not for messages. Missing where there is none. */
    public JsonNode json() {
        return json;
    }

    /** The value as text, not for messages either. */
    public String asString() {
        return json.asString("");
    }

    JsonNode unknownMarks() {
        return unknown;
    }

    /** The value for people: {@code (sensitive value)} and {@code (known after apply)} where that is the case. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        render(text, this);
        return text.toString();
    }

    private static void render(StringBuilder text, Value value) {
        if (value.isSensitive()) {
            text.append(Secrets.MASK);
        } else if (value.isUnknown()) {
            text.append("(known after apply)");
        } else if (value.json.isArray()) {
            text.append('[');
            for (int i = 0; i < value.json.size(); i++) {
                text.append(i == 0 ? "" : ", ");
                render(text, value.step(i));
            }
            text.append(']');
        } else if (value.json.isObject()) {
            text.append('{');
            String separator = "";
            for (Map.Entry<String, JsonNode> field : value.json.properties()) {
                text.append(separator).append(field.getKey()).append(" = ");
                render(text, value.step(field.getKey()));
                separator = ", ";
            }
            text.append('}');
        } else {
            text.append(value.json.isMissingNode() ? "(absent)" : value.secrets.mask(value.json.toString()));
        }
    }
}
