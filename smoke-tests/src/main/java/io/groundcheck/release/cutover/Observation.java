package io.groundcheck.release.cutover;

import io.groundcheck.release.gate.ColourFacts;
import io.groundcheck.release.gate.Specs;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.state.Traffic;
import java.util.List;
import java.util.Optional;

/**
 * All that one process knows when it decides what to do next. Two processes with the same observation do the same.
 *
 * @param request what was asked for
 * @param record as last read or written
 * @param traffic where the live rule sends requests
 * @param hold what this process has of the lease
 * @param facts what was seen of the colour in question; empty if none is, or it wasn't looked at yet
 * @param specs of this CLI
 * @param leftBehind what the last cutover left, if its journal says so
 * @param journalOpen whether this process has begun the journal of its epoch
 * @param orders how often this process has ordered the load balancer to move traffic, whatever came of it
 * @param verification what new connections showed
 * @param canary what this process has seen of its canary
 */
public record Observation(
        SwitchRequest request,
        ReleaseRecord record,
        Traffic traffic,
        Hold hold,
        Optional<ColourFacts> facts,
        Specs specs,
        Optional<LeftBehind> leftBehind,
        boolean journalOpen,
        int orders,
        Verification verification,
        Canary canary) {

    /** What was seen of the colour in question; empty lists if nothing was looked at, which opens no gate. */
    ColourFacts known() {
        return facts.orElseGet(() -> new ColourFacts(List.of(), List.of(), List.of()));
    }

    /** The same after a look at the colour in question. */
    Observation withFacts(ColourFacts looked) {
        return new Observation(
                request,
                record,
                traffic,
                hold,
                Optional.of(looked),
                specs,
                leftBehind,
                journalOpen,
                orders,
                verification,
                canary);
    }
}
