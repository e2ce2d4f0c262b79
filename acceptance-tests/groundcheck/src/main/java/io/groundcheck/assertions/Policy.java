package io.groundcheck.assertions;

import io.groundcheck.plan.ResourceChange;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A rule for every resource of a kind, asked of a plan before anything is made.
 *
 * <pre>{@code
 * static final Policy ENCRYPTED = Policy.forType("aws_dynamodb_table", "tables are encrypted with a key of ours",
 *         table -> table.change().after().at("server_side_encryption[0].enabled").isEqualTo(true));
 *
 * assertThat(plan).obeys(ENCRYPTED);
 * }</pre>
 *
 * @param name what it demands, in words
 * @param appliesTo which resources it is about
 * @param complaint what is wrong with one; empty if nothing is
 */
public record Policy(
        String name, Predicate<ResourceChange> appliesTo, Function<ResourceChange, Optional<String>> complaint) {

    /** A rule for every resource of a type that would exist after apply. */
    public static Policy forType(String type, String name, Predicate<ResourceChange> holds) {
        return new Policy(
                name,
                change -> change.type().equals(type),
                change -> holds.test(change) ? Optional.empty() : Optional.of("does not hold"));
    }

    /** A rule for every resource whatsoever that would exist after apply. */
    public static Policy forAll(String name, Predicate<ResourceChange> holds) {
        return new Policy(
                name, change -> true, change -> holds.test(change) ? Optional.empty() : Optional.of("does not hold"));
    }
}
