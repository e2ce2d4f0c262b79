package io.groundcheck.release.cutover;

import static io.groundcheck.release.fake.Samples.SPECS;
import static io.groundcheck.release.fake.Samples.V1;
import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.V3;
import static io.groundcheck.release.fake.Samples.staged;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.release.evidence.StoredEvidence;
import io.groundcheck.release.fake.FakeAws;
import io.groundcheck.release.fake.Samples;
import io.groundcheck.release.gate.ColourFacts;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Colours;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.Pending;
import io.groundcheck.release.record.Previous;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.record.SwitchAction;
import io.groundcheck.release.state.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every record of a small world, sensible or not, against every request and every place where traffic may be. All tasks
 * run what was staged and are healthy; the only evidence there is admits v2 on green. Traffic is moved, or its move
 * written down, only to that, or back to what the record calls live, previous, or begun as a way back.
 */
class DecisionPropertiesTest {

    private static final List<Optional<Colour>> LIVE =
            List.of(Optional.empty(), Optional.of(Colour.BLUE), Optional.of(Colour.GREEN));
    private static final List<Optional<Previous>> PREVIOUS = List.of(
            Optional.empty(),
            Optional.of(new Previous(Colour.BLUE, V1)),
            Optional.of(new Previous(Colour.GREEN, V2)),
            Optional.of(new Previous(Colour.BLUE, V3)));
    private static final List<Optional<Pending>> PENDING = List.of(
            Optional.empty(),
            pending(SwitchAction.CUTOVER, Optional.of(Colour.BLUE), Colour.GREEN, V2),
            pending(SwitchAction.CUTOVER, Optional.of(Colour.BLUE), Colour.GREEN, V2)
                    .map(begun -> begun.withCanary(Optional.of(10))),
            pending(SwitchAction.CUTOVER, Optional.of(Colour.GREEN), Colour.BLUE, V3)
                    .map(begun -> begun.withCanary(Optional.of(50))),
            pending(SwitchAction.CUTOVER, Optional.of(Colour.GREEN), Colour.BLUE, V3),
            pending(SwitchAction.CUTOVER, Optional.of(Colour.GREEN), Colour.GREEN, V3),
            pending(SwitchAction.CUTOVER, Optional.empty(), Colour.BLUE, V1),
            pending(SwitchAction.ROLLBACK, Optional.of(Colour.GREEN), Colour.BLUE, V1),
            pending(SwitchAction.ROLLBACK, Optional.of(Colour.BLUE), Colour.GREEN, V2));
    private static final List<Optional<Staged>> BLUE =
            List.of(Optional.empty(), Optional.of(staged("v1", V1)), Optional.of(staged("v3", V3)));
    private static final List<Optional<Staged>> GREEN =
            List.of(Optional.empty(), Optional.of(staged("v2", V2)), Optional.of(staged("v3", V3)));
    private static final List<Traffic> TRAFFIC = List.of(
            new Traffic.Closed(),
            new Traffic.To(Colour.BLUE),
            new Traffic.To(Colour.GREEN),
            new Traffic.Split(Colour.GREEN, 10),
            new Traffic.Split(Colour.BLUE, 50),
            new Traffic.Elsewhere("both"));
    private static final List<Canary> CANARIES = List.of(
            new Canary.Watching(), new Canary.Passed(10), new Canary.Passed(50), new Canary.Breached("an alarm"));
    private static final List<SwitchRequest> REQUESTS = List.of(
            new SwitchRequest.CutOver(V1),
            new SwitchRequest.CutOver(V2),
            new SwitchRequest.CutOver(V3),
            new SwitchRequest.CutOver(V2, List.of(10, 50)),
            new SwitchRequest.CutOver(V3, List.of(10)),
            new SwitchRequest.RollBack());

    @Test
    void moves_traffic_only_to_what_evidence_admits_or_the_record_goes_back_to() {
        var wrong = new ArrayList<String>();
        long moves = 0;
        var records = records();
        for (var record : records) {
            for (var traffic : TRAFFIC) {
                for (var request : REQUESTS) {
                    for (var canary : CANARIES) {
                        var step = next(record, traffic, request, canary);
                        var move = move(step);
                        if (move.isPresent()) {
                            moves++;
                            if (!isAdmitted(record, move.get())) {
                                wrong.add(request + " with traffic to " + traffic + " and " + record + ": " + step);
                            }
                        }
                    }
                }
            }
        }

        System.out.printf(
                "decision: %,d records, %,d situations, %,d of them move traffic%n",
                records.size(), records.size() * TRAFFIC.size() * REQUESTS.size() * CANARIES.size(), moves);
        assertThat(moves).isPositive();
        assertThat(wrong).isEmpty();
    }

    /** Whatever else is so: what was seen to be bad gets no more traffic from a cutover. */
    @Test
    void after_a_breach_no_order_and_no_write_gives_the_canary_more() {
        var wrong = new ArrayList<String>();
        for (var record : records()) {
            for (var traffic : TRAFFIC) {
                for (var request : REQUESTS) {
                    var step = next(record, traffic, request, new Canary.Breached("an alarm"));
                    var more = step instanceof Step.Shift
                            || step instanceof Step.Promote
                            || step instanceof Step.WatchCanary
                            || (step instanceof Step.Forward forward
                                    && record.pending()
                                            .filter(begun -> begun.action() == SwitchAction.CUTOVER
                                                    && begun.to() == forward.to()
                                                    && !begun.from().equals(Optional.of(begun.to())))
                                            .isPresent()
                                    && request instanceof SwitchRequest.CutOver);
                    if (more) {
                        wrong.add(request + " with traffic to " + traffic + " and " + record + ": " + step);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static List<ReleaseRecord> records() {
        var all = new ArrayList<ReleaseRecord>();
        for (var live : LIVE) {
            for (var previous : PREVIOUS) {
                for (var pending : PENDING) {
                    for (var blue : BLUE) {
                        for (var green : GREEN) {
                            if (!blue.map(Staged::digest).equals(Optional.of(V3))
                                    || !green.map(Staged::digest).equals(Optional.of(V3))) {
                                all.add(new ReleaseRecord(
                                        1,
                                        "n",
                                        3,
                                        live,
                                        previous,
                                        pending,
                                        new Colours(blue, green),
                                        Optional.empty(),
                                        Optional.empty()));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static Step next(ReleaseRecord record, Traffic traffic, SwitchRequest request, Canary canary) {
        var seen = new Observation(
                request,
                record,
                traffic,
                new Hold.Held(3, true),
                Optional.empty(),
                SPECS,
                Optional.empty(),
                true,
                0,
                new Verification.Looking(),
                canary);
        return Decision.next(Decision.inQuestion(seen)
                .map(colour -> seen.withFacts(facts(record, colour)))
                .orElse(seen));
    }

    /** Whatever was staged runs and is healthy; only v2 on green was ever tested. */
    private static ColourFacts facts(ReleaseRecord record, Colour colour) {
        var aws = new FakeAws();
        record.staged(colour).ifPresent(staged -> aws.up(colour, staged.digest(), staged.desiredCount()));
        var tasks = aws.running.getOrDefault(colour, List.of());
        var evidence = colour == Colour.GREEN
                ? List.of(Samples.stored(Samples.evidence(colour, staged("v2", V2), tasks)))
                : List.<StoredEvidence>of();
        return new ColourFacts(evidence, tasks, aws.targets.getOrDefault(colour, List.of()));
    }

    private static Optional<Pending> move(Step step) {
        if (step instanceof Step.Begin begin) {
            return Optional.of(begin.pending());
        }
        if (step instanceof Step.Promote promote) {
            return Optional.of(promote.pending());
        }
        if (step instanceof Step.Shift shift) {
            return pending(SwitchAction.CUTOVER, Optional.empty(), shift.to(), V1);
        }
        if (step instanceof Step.Retreat retreat) {
            return pending(SwitchAction.CUTOVER, Optional.empty(), retreat.to(), V1);
        }
        return step instanceof Step.Forward forward
                ? pending(SwitchAction.CUTOVER, Optional.empty(), forward.to(), V1)
                : Optional.empty();
    }

    private static boolean isAdmitted(ReleaseRecord record, Pending move) {
        var to = move.to();
        var runs = record.staged(to).map(Staged::digest);
        var proven = to == Colour.GREEN && runs.equals(Optional.of(V2));
        var back = record.live().equals(Optional.of(to))
                || record.previous()
                        .filter(previous -> previous.colour() == to && runs.equals(Optional.of(previous.digest())))
                        .isPresent()
                || record.pending()
                        .filter(begun -> begun.from().equals(Optional.of(to))
                                || (begun.action() == SwitchAction.ROLLBACK
                                        && begun.to() == to
                                        && runs.equals(Optional.of(begun.digest()))))
                        .isPresent();
        return proven || back;
    }

    private static Optional<Pending> pending(SwitchAction action, Optional<Colour> from, Colour to, Digest digest) {
        return Optional.of(
                new Pending(action, from, to, digest, "stage-v" + digest.value().charAt(7)));
    }
}
