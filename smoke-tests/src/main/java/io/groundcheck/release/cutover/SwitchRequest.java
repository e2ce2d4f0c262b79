package io.groundcheck.release.cutover;

import io.groundcheck.release.record.Digest;
import java.util.List;
import java.util.Optional;

/** What somebody asked for. */
public sealed interface SwitchRequest {

    /**
     * Make the colour that was asked to run this image live.
     *
     * @param digest the image
     * @param canary these parts of requests first, in percent, 1 to 99 and growing; empty: everything at once
     */
    record CutOver(Digest digest, List<Integer> canary) implements SwitchRequest {
        public CutOver(Digest digest) {
            this(digest, List.of());
        }

        public CutOver {
            canary = List.copyOf(canary);
        }

        /** The part that follows this one; empty: everything. */
        Optional<Integer> after(int percent) {
            return canary.stream().filter(more -> more > percent).findFirst();
        }
    }

    /** Put traffic back where it was before the last cutover. */
    record RollBack() implements SwitchRequest {}
}
