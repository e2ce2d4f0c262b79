package io.groundcheck.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Texts that must not be shown, wherever they stand. Terraform's marks alone aren't enough: a provider's answer loses
 * them, so that {@code terraform_data.x.output} repeats in clear what {@code input} marks as sensitive.
 *
 * @param texts what is masked, the longest first
 */
public record Secrets(List<String> texts) {

    /** Nothing to hide. */
    public static final Secrets NONE = new Secrets(List.of());

    /** What is put in a secret's place. */
    public static final String MASK = "(sensitive value)";

    /**
     * Shorter ones would take half of every message with them: a secret "1" stands in every date. They are hidden where
     * Terraform marks them (values in plans, outputs, differences), but not looked for in running text.
     */
    private static final int SHORTEST = 4;

    /** A command's output is told line by line, so each line of a key or a certificate is looked for on its own. */
    private static final int SHORTEST_LINE = 8;

    public Secrets {
        texts = List.copyOf(texts);
    }

    /** Those of the given texts that are long enough to be looked for. */
    public static Secrets of(Collection<String> texts) {
        return new Secrets(texts.stream()
                .flatMap(text -> Stream.concat(
                        Stream.of(text),
                        text.lines().map(String::strip).filter(line -> line.length() >= SHORTEST_LINE)))
                .distinct()
                .filter(text -> text.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList());
    }

    /** These and those. */
    public Secrets and(Secrets more) {
        if (more.texts.isEmpty()) {
            return this;
        }
        Set<String> all = new HashSet<>(texts);
        all.addAll(more.texts);
        return of(all);
    }

    /** A text with every secret in it masked, also as JSON and Terraform's prose escape it. */
    public String mask(String text) {
        String masked = text;
        for (String secret : texts) {
            masked = masked.replace(secret, MASK);
            String escaped = secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            if (!escaped.equals(secret)) {
                masked = masked.replace(escaped, MASK);
            }
        }
        return masked;
    }

    /** Adds each text and number that a structure like the value's marks with {@code true}. */
    static void collect(JsonNode value, JsonNode marks, Set<String> found) {
        if (marks.isBoolean() && marks.asBoolean()) {
            collectAll(value, found);
        } else if (marks.isObject()) {
            marks.properties().forEach(mark -> collect(value.path(mark.getKey()), mark.getValue(), found));
        } else if (marks.isArray()) {
            for (int i = 0; i < marks.size(); i++) {
                collect(value.path(i), marks.path(i), found);
            }
        }
    }

    private static void collectAll(JsonNode value, Set<String> found) {
        if (value.isString() || value.isNumber()) {
            found.add(value.asString());
        }
        value.forEach(child -> collectAll(child, found));
    }

    /** How many there are. */
    @Override
    public String toString() {
        return texts.size() + " secrets";
    }
}
