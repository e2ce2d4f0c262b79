package io.groundcheck.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The way to a value within a resource or an output, written as in HCL: {@code tags["Name"]}, {@code
 * ingress[0].from_port}. {@code tags.Name} is the same as {@code tags["Name"]}.
 *
 * @param steps names as {@link String}, places in a list as {@link Integer}
 */
public record AttributePath(List<Object> steps) {

    /** The whole. */
    static final AttributePath ROOT = new AttributePath(List.of());

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Pattern STEP =
            Pattern.compile("\\.?([A-Za-z_][A-Za-z0-9_-]*)|\\[(0|[1-9][0-9]*)]|\\[\"((?:[^\"\\\\]|\\\\.)*)\"]");

    public AttributePath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static AttributePath of(String text) {
        var steps = new ArrayList<Object>();
        Matcher step = STEP.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!step.find(at) || step.start() != at || (at == 0 && text.startsWith("."))) {
                throw new IllegalArgumentException(
                        "path: expected something like tags[\"Name\"] or ingress[0].from_port," + " but was \"" + text
                                + "\" (at character " + (at + 1) + ")");
            }
            if (step.group(1) != null) {
                steps.add(step.group(1));
            } else if (step.group(2) != null) {
                steps.add(Integer.valueOf(step.group(2)));
            } else {
                steps.add(step.group(3).replaceAll("\\\\(.)", "$1"));
            }
            at = step.end();
        }
        return new AttributePath(steps);
    }

    /** Reads one of the {@code replace_paths} of a plan: an array of names and numbers. */
    static AttributePath ofJson(JsonNode json) {
        var steps = new ArrayList<Object>();
        for (JsonNode step : json) {
            steps.add(step.isNumber() ? (Object) step.asInt() : step.asString());
        }
        return new AttributePath(steps);
    }

    AttributePath then(Object step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new AttributePath(longer);
    }

    /** Whether this path leads to the other one, or to something that holds it. */
    public boolean holds(AttributePath other) {
        return other.steps.size() >= steps.size()
                && other.steps.subList(0, steps.size()).equals(steps);
    }

    /** As in HCL. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (Object step : steps) {
            if (step instanceof Integer place) {
                text.append('[').append(place).append(']');
            } else if (NAME.matcher(step.toString()).matches()) {
                text.append(text.isEmpty() ? "" : ".").append(step);
            } else {
                text.append("[\"")
                        .append(step.toString().replace("\\", "\\\\").replace("\"", "\\\""))
                        .append("\"]");
            }
        }
        return text.toString();
    }
}
