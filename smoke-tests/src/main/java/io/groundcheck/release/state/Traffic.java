package io.groundcheck.release.state;

import io.groundcheck.release.record.Colour;
import java.util.Optional;

/** Where the live rule sends requests. The load balancer is the truth about what is live. */
public sealed interface Traffic {

    /** A fixed answer: no release is live. */
    record Closed() implements Traffic {
        @Override
        public String toString() {
            return "nowhere (the live rule answers 503)";
        }
    }

    /** Everything goes to one colour. */
    record To(Colour colour) implements Traffic {
        @Override
        public String toString() {
            return colour.toString();
        }
    }

    /**
     * Something this program never makes, such as two groups with weights.
     *
     * @param description what the rule does, for messages
     */
    record Elsewhere(String description) implements Traffic {
        @Override
        public String toString() {
            return description;
        }
    }

    /** The colour that gets everything; empty if none does. */
    default Optional<Colour> target() {
        return this instanceof To to ? Optional.of(to.colour()) : Optional.empty();
    }

    /** Whether everything goes to this colour. */
    default boolean isTo(Colour colour) {
        return this instanceof To to && to.colour() == colour;
    }
}
