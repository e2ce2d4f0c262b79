package io.groundcheck.terraform;

import io.groundcheck.plan.Secrets;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The root module's outputs, each with its type. Sensitive ones can be read, but never stand in a text made of this. */
public final class Outputs {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode root;

    private Outputs(JsonNode root) {
        this.root = root;
    }

    /**
     * Reads {@code terraform output -json}.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static Outputs parse(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            if (root.isObject()) {
                return new Outputs(root);
            }
        } catch (JacksonException e) {
            // reported below; the parser's own message would quote the outputs
        }
        throw new IllegalArgumentException("expected the JSON object of `terraform output -json`, but was "
                + json.length() + " characters of something else");
    }

    /** The names of all outputs. */
    public Set<String> names() {
        return Set.copyOf(root.propertyNames());
    }

    /** A text. */
    public String string(String name) {
        return expect(name, "a string", JsonNode::isString).asString();
    }

    /** A whole number, exactly. */
    public long number(String name) {
        BigDecimal value = decimal(name);
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("output \"" + name + "\": expected a whole number of up to 64 bits", e);
        }
    }

    /** A number, exactly. */
    public BigDecimal decimal(String name) {
        return expect(name, "a number", JsonNode::isNumber).decimalValue();
    }

    /** A truth value. */
    public boolean bool(String name) {
        return expect(name, "a bool", JsonNode::isBoolean).asBoolean();
    }

    /** A list, set or tuple of texts; a number or truth value in it is given as Terraform writes it. */
    public List<String> strings(String name) {
        var strings = new ArrayList<String>();
        expect(name, "a list", JsonNode::isArray).forEach(item -> strings.add(item.asString()));
        return List.copyOf(strings);
    }

    /** A map or object of texts, in Terraform's order. */
    public Map<String, String> map(String name) {
        var map = new LinkedHashMap<String, String>();
        expect(name, "a map", JsonNode::isObject)
                .properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asString()));
        return Map.copyOf(map);
    }

    /** The value as JSON, whatever its type. */
    public JsonNode json(String name) {
        return expect(name, "a value", value -> true);
    }

    /** Whether the configuration marks it as sensitive. */
    public boolean isSensitive(String name) {
        expect(name, "a value", value -> true);
        return root.path(name).path("sensitive").asBoolean(false);
    }

    /** The texts in all sensitive outputs. */
    public Secrets secrets() {
        var found = new HashSet<String>();
        root.forEach(output -> {
            if (output.path("sensitive").asBoolean(false)) {
                texts(output.path("value"), found);
            }
        });
        return Secrets.of(found);
    }

    private static void texts(JsonNode value, Set<String> found) {
        if (value.isString() || value.isNumber()) {
            found.add(value.asString());
        }
        value.forEach(child -> texts(child, found));
    }

    private interface Shape {
        boolean fits(JsonNode value);
    }

    private JsonNode expect(String name, String what, Shape shape) {
        JsonNode output = root.path(name);
        if (!output.isObject()) {
            throw new IllegalArgumentException("no output \"" + name + "\": there are " + root.propertyNames());
        }
        JsonNode value = output.path("value");
        if (!shape.fits(value)) {
            throw new IllegalArgumentException(
                    "output \"" + name + "\": expected " + what + ", but its type is " + output.path("type"));
        }
        return value;
    }

    /** Names and values, the sensitive ones hidden. */
    @Override
    public String toString() {
        var text = new LinkedHashMap<String, String>();
        Secrets secrets = secrets();
        root.properties().forEach(output -> {
            boolean sensitive = output.getValue().path("sensitive").asBoolean(false);
            String value = output.getValue().path("value").toString();
            text.put(output.getKey(), sensitive ? Secrets.MASK : secrets.mask(value));
        });
        return text.toString();
    }
}
