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
     * A canary: a part goes to one colour, the rest to the other.
     *
     * @param blue percent of requests that go to blue, 1 to 99
     */
    record Split(int blue) implements Traffic {

        /** With this part for a colour, in percent. */
        public Split(Colour colour, int percent) {
            this(colour == Colour.BLUE ? percent : 100 - percent);
        }

        /** A colour's part, in percent. */
        public int of(Colour colour) {
            return colour == Colour.BLUE ? blue : 100 - blue;
        }

        @Override
        public String toString() {
            return blue + " % to blue, " + (100 - blue) + " % to green";
        }
    }

    /**
     * Something this program never makes, such as a group it doesn't know.
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

    /** Whether no colour is sure to be without requests. */
    default boolean isDivided() {
        return this instanceof Split || this instanceof Elsewhere;
    }

    /** Whether everything goes to this colour. */
    default boolean isTo(Colour colour) {
        return this instanceof To to && to.colour() == colour;
    }
}
