package io.groundcheck.release.cutover;

import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import java.util.Optional;

/** Says that the version to go back to is gone, and how to bring it back. */
final class Restage {

    private Restage() {}

    static String message(Colour colour, String gone, Optional<String> holds, Optional<String> tag, Digest digest) {
        return gone + " ran on " + colour + " before, but " + colour + " now holds " + holds.orElse("nothing")
                + ", so there is nothing to roll back to. To bring it back: `release stage --tag "
                + tag.orElse("TAG") + " --digest " + digest + "`, then plan, guard, apply, await, smoke and cutover as"
                + " for any release (`make release TAG=" + tag.orElse("TAG") + "`)";
    }
}
