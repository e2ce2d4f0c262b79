package io.groundcheck.release.latency;

import io.groundcheck.release.json.Required;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How fast users were answered before a switch, measured over the live route while the old colour still served. Kept in
 * the journal of the epoch that switched.
 *
 * @param colour that served
 * @param digest the image it ran
 * @param paths what was measured, never empty
 */
public record Baseline(Colour colour, Digest digest, List<Measured> paths) {
    public Baseline {
        Required.field("baseline.colour", colour);
        Required.field("baseline.digest", digest);
        paths = List.copyOf(Required.field("baseline.paths", paths));
    }

    @Override
    public String toString() {
        return paths.stream().map(Measured::toString).collect(Collectors.joining("; ")) + ", answered by "
                + digest.brief() + " on " + colour;
    }
}
