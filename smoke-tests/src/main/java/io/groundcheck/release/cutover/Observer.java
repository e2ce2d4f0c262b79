package io.groundcheck.release.cutover;

import io.groundcheck.release.evidence.StoredEvidence;
import io.groundcheck.release.gate.ColourFacts;
import io.groundcheck.release.journal.JournalStore;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.SwitchAction;
import java.util.List;
import java.util.Optional;

/** Reads what decisions need, and no more: each call is time during which traffic hasn't moved. */
final class Observer {

    private final World world;

    Observer(World world) {
        this.world = world;
    }

    /** What is to be seen of a colour; evidence only where a cutover may need it. */
    ColourFacts facts(SwitchRequest request, ReleaseRecord record, Colour colour) {
        var evidence = request instanceof SwitchRequest.CutOver
                ? record.staged(colour)
                        .map(staged -> world.evidence().of(staged.stageId()))
                        .orElse(List.of())
                : List.<StoredEvidence>of();
        return new ColourFacts(
                evidence,
                world.containers().running(colour),
                world.loadBalancer().targets(colour));
    }

    /** What the last cutover took traffic away from: only asked when a rollback has nowhere to go. */
    Optional<LeftBehind> leftBehind(SwitchRequest request, ReleaseRecord record) {
        if (!(request instanceof SwitchRequest.RollBack) || record.previous().isPresent()) {
            return Optional.empty();
        }
        return record.last()
                .filter(last -> last.action() == SwitchAction.CUTOVER)
                .flatMap(last -> read(world.journals(), last.epoch()));
    }

    private static Optional<LeftBehind> read(JournalStore journals, long epoch) {
        return journals.read(epoch).flatMap(journal -> {
            if (journal.from().isEmpty()
                    || journal.fromTag().isEmpty()
                    || journal.fromDigest().isEmpty()
                    || journal.from().get() == journal.to()) {
                return Optional.empty();
            }
            return Optional.of(new LeftBehind(
                    journal.from().get(),
                    journal.fromTag().get(),
                    journal.fromDigest().get()));
        });
    }
}
