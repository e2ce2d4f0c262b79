package io.groundcheck.release.cutover;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Asks the live URL who answers users. */
public interface VersionProbe {

    /** One question to each address, each over a new connection; in no particular order. Never empty. */
    List<Answer> round();

    /** One round's wrong answers, with their addresses, for messages; empty if all were right. */
    default Optional<String> others(Predicate<Answer> right) {
        var others = round().stream()
                .filter(right.negate())
                .map(answer -> answer.address() + ": " + answer.text())
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? Optional.empty() : Optional.of(others);
    }

    /**
     * What one address answered.
     *
     * @param address where
     * @param colour what it said it is; an empty text if it didn't
     * @param digest what image it said it runs; an empty text if it didn't
     * @param text the answer in short, for messages
     */
    record Answer(String address, String colour, String digest, String text) {

        /** Whether this version answered. */
        public boolean isFrom(Colour wanted, Digest image) {
            return colour.equals(wanted.toString()) && digest.equals(image.value());
        }
    }
}
