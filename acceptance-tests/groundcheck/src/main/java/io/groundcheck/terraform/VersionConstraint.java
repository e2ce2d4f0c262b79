package io.groundcheck.terraform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A constraint on a version, as Terraform writes it: {@code ">= 1.5, < 2"}, {@code "~> 5.100"}, {@code "!= 1.2.3"}
 * (https://developer.hashicorp.com/terraform/language/expressions/version-constraints).
 */
public final class VersionConstraint {

    private static final Pattern TERM =
            Pattern.compile("(=|!=|>|>=|<|<=|~>)?\\s*v?([0-9]+(?:\\.[0-9]+){0,2})(-[0-9A-Za-z.-]+)?");

    private final String text;
    private final List<Term> terms;

    /**
     * @param operator one of Terraform's
     * @param version with as many parts as were written
     */
    private record Term(String operator, Version version) {}

    private VersionConstraint(String text, List<Term> terms) {
        this.text = text;
        this.terms = List.copyOf(terms);
    }

    /**
     * Reads a constraint.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static VersionConstraint of(String text) {
        var terms = new ArrayList<Term>();
        for (String part : text.split(",", -1)) {
            Matcher term = TERM.matcher(part.strip());
            if (!term.matches()) {
                throw new IllegalArgumentException(
                        "constraint: expected something like \">= 1.5, < 2\", but was \"" + text + "\"");
            }
            terms.add(new Term(
                    term.group(1) == null ? "=" : term.group(1),
                    Version.of(term.group(2) + (term.group(3) == null ? "" : term.group(3)))));
        }
        return new VersionConstraint(text, terms);
    }

    /**
     * Whether a version satisfies it. A pre-release satisfies only a constraint that names it exactly, as in Terraform.
     *
     * @param version such as {@code 1.11.4}
     */
    public boolean allows(String version) {
        Version asked = Version.of(version);
        return terms.stream().allMatch(term -> allows(term, asked));
    }

    private static boolean allows(Term term, Version asked) {
        int order = asked.compareTo(term.version());
        if (!asked.suffix().isEmpty() && order != 0) {
            return term.operator().equals("!=");
        }
        return switch (term.operator()) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            default -> order >= 0 && asked.startsLike(term.version());
        };
    }

    /**
     * A version.
     *
     * @param parts its numbers, as many as were written
     * @param suffix the pre-release, with its hyphen; may be empty
     */
    private record Version(List<Integer> parts, String suffix) implements Comparable<Version> {

        private static final Pattern WRITTEN = Pattern.compile("v?([0-9]+(?:\\.[0-9]+)*)(-[^+]+)?(\\+.*)?");

        static Version of(String text) {
            Matcher matcher = WRITTEN.matcher(text.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("version: expected something like 1.11.4, but was \"" + text + "\"");
            }
            var parts = new ArrayList<Integer>();
            for (String part : matcher.group(1).split("\\.", -1)) {
                parts.add(Integer.valueOf(part));
            }
            return new Version(List.copyOf(parts), matcher.group(2) == null ? "" : matcher.group(2));
        }

        int part(int place) {
            return place < parts.size() ? parts.get(place) : 0;
        }

        /** Whether only the last part that the other one writes may be greater: what {@code ~>} allows. */
        boolean startsLike(Version other) {
            for (int i = 0; i < Math.max(1, other.parts.size() - 1); i++) {
                if (part(i) != other.part(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int compareTo(Version other) {
            for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
                int order = Integer.compare(part(i), other.part(i));
                if (order != 0) {
                    return order;
                }
            }
            // a pre-release comes before its release
            return Comparator.comparing((Version version) -> version.suffix.isEmpty())
                    .thenComparing(Version::suffix)
                    .compare(this, other);
        }
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
