package io.groundcheck.release.cutover;

import io.groundcheck.release.gate.ColourFacts;
import io.groundcheck.release.gate.Specs;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.state.Traffic;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that one process knows when it decides what to do next. Two processes with the same observation do the same.
 *
 * @param request what was asked for
 * @param record as last read or written
 * @param traffic where the live rule sends requests
 * @param hold what this process has of the lease
 * @param facts what was seen of each colour; only those that a decision may need, and only under the lease
 * @param specs of this CLI
 * @param leftBehind what the last cutover left, if its journal says so
 * @param journalOpen whether this process has begun the journal of its epoch
 * @param orders how often this process has ordered the load balancer to move traffic, whatever came of it
 * @param verification what new connections showed
 */
public record Observation(
        SwitchRequest request,
        ReleaseRecord record,
        Traffic traffic,
        Hold hold,
        Map<Colour, ColourFacts> facts,
        Specs specs,
        Optional<LeftBehind> leftBehind,
        boolean journalOpen,
        int orders,
        Verification verification) {

    public Observation {
        var copy = new EnumMap<Colour, ColourFacts>(Colour.class);
        copy.putAll(facts);
        facts = java.util.Collections.unmodifiableMap(copy);
    }

    /** What was seen of a colour; empty lists if nothing was looked at, which opens no gate. */
    ColourFacts factsOf(Colour colour) {
        return facts.getOrDefault(
                colour, new ColourFacts(java.util.List.of(), java.util.List.of(), java.util.List.of()));
    }
}
