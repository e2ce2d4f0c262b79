package io.groundcheck.release.record;

import java.util.Arrays;
import java.util.Optional;

/** What each colour was asked to run; empty where nothing was staged yet. */
public record Colours(Optional<Staged> blue, Optional<Staged> green) {

    /** Nothing staged anywhere. */
    public static final Colours NONE = new Colours(Optional.empty(), Optional.empty());

    /** What a colour was asked to run. */
    public Optional<Staged> get(Colour colour) {
        return colour == Colour.BLUE ? blue : green;
    }

    /** The same with another staging on one colour. */
    public Colours with(Colour colour, Staged staged) {
        return colour == Colour.BLUE ? new Colours(Optional.of(staged), green) : new Colours(blue, Optional.of(staged));
    }

    /** The colour that was asked to run this image. A digest is never staged on both. */
    public Optional<Colour> holding(Digest digest) {
        return Arrays.stream(Colour.values())
                .filter(colour -> get(colour)
                        .filter(staged -> staged.digest().equals(digest))
                        .isPresent())
                .findFirst();
    }
}
