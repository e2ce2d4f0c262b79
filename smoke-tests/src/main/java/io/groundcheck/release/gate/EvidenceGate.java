package io.groundcheck.release.gate;

import io.groundcheck.release.evidence.Evidence;
import io.groundcheck.release.evidence.StoredEvidence;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Staged;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Does the evidence show that this very image, staged this once, passed every scenario that this jar expects? The
 * newest run decides: an earlier one that passed is of no use once a later one didn't.
 */
final class EvidenceGate {

    private static final int SHOWN = 5;

    private EvidenceGate() {}

    static Verdict judge(Colour colour, Staged staged, Specs specs, List<StoredEvidence> storedNewestFirst) {
        if (storedNewestFirst.isEmpty()) {
            return Verdict.refuse(
                    GateId.NO_EVIDENCE,
                    "no smoke run of stage " + staged.stageId() + " (" + staged.brief() + " on " + colour
                            + ") is on record; run `release smoke`");
        }
        var newestFirst =
                storedNewestFirst.stream().map(StoredEvidence::evidence).toList();
        var newest = newestFirst.get(0);
        var verdict = judgeOne(colour, staged, specs, newest);
        if (verdict instanceof Verdict.Refused refused) {
            return earlierPass(colour, staged, specs, newestFirst)
                    .map(earlier -> Verdict.refuse(
                            GateId.EVIDENCE_SUPERSEDED,
                            "run " + earlier.run() + " passed, but the later run " + newest.run()
                                    + " decides, and it does not: " + refused.message()))
                    .orElse(verdict);
        }
        return named(colour, staged, storedNewestFirst.get(0)).orElse(verdict);
    }

    /**
     * What could be written under {@code evidence/} by somebody who can't write the record: another run, or the same run
     * anew. Asked last, because every other answer says more.
     */
    private static Optional<Verdict> named(Colour colour, Staged staged, StoredEvidence newest) {
        var run = newest.evidence().run();
        var named = staged.evidence();
        if (named.isEmpty() || !named.get().run().equals(run)) {
            return refuse(
                    GateId.EVIDENCE_NOT_NAMED,
                    "run " + run + " decides for stage " + staged.stageId() + " on " + colour
                            + ", but the record names "
                            + named.map(ref -> "run " + ref.run()).orElse("no evidence")
                            + ": it was not written by `release smoke`, or that one died, or two ran at once; run"
                            + " `release smoke`");
        }
        return named.get().versionId().equals(newest.versionId())
                ? Optional.empty()
                : refuse(
                        GateId.EVIDENCE_REPLACED,
                        "the evidence of run " + run + " is version " + newest.versionId()
                                + " of its object, but the record names version "
                                + named.get().versionId()
                                + ": somebody wrote it over, or deleted it and made it anew. Find out who (both versions"
                                + " are kept), then run `release smoke`");
    }

    private static Optional<Evidence> earlierPass(
            Colour colour, Staged staged, Specs specs, List<Evidence> newestFirst) {
        return newestFirst.stream()
                .skip(1)
                .filter(earlier -> judgeOne(colour, staged, specs, earlier).isOpen())
                .findFirst();
    }

    private static Verdict judgeOne(Colour colour, Staged staged, Specs specs, Evidence evidence) {
        return binding(colour, staged, specs, evidence)
                .or(() -> kind(specs, evidence))
                .or(() -> content(specs, evidence))
                .or(() -> version(colour, staged, evidence))
                .orElseGet(Verdict::open);
    }

    private static Optional<Verdict> binding(Colour colour, Staged staged, Specs specs, Evidence evidence) {
        var run = "run " + evidence.run();
        if (!evidence.stageId().equals(staged.stageId()) || evidence.colour() != colour) {
            return refuse(
                    GateId.EVIDENCE_OTHER_STAGE,
                    run + " is about stage " + evidence.stageId() + " on " + evidence.colour() + ", but stage "
                            + staged.stageId() + " on " + colour + " is asked for; run `release smoke`");
        }
        if (!evidence.digest().equals(staged.digest())) {
            return refuse(
                    GateId.EVIDENCE_OTHER_DIGEST,
                    run + " is about image " + evidence.digest() + ", but " + staged.digest() + " is staged on "
                            + colour + "; run `release smoke`");
        }
        var others = new TreeSet<>(evidence.taskDigests());
        others.remove(staged.digest().value());
        if (!others.isEmpty() || evidence.taskDigests().isEmpty()) {
            return refuse(
                    GateId.EVIDENCE_OTHER_DIGEST,
                    "during " + run + " the tasks of " + colour + " ran "
                            + (others.isEmpty() ? "no known image" : String.join(", ", others)) + ", not "
                            + staged.digest() + "; run `release await`, then `release smoke`");
        }
        if (!evidence.specVersion().equals(specs.version())) {
            return refuse(
                    GateId.EVIDENCE_OTHER_SPEC,
                    run + " ran specs " + evidence.specVersion() + ", but this CLI holds specs " + specs.version()
                            + "; run `release smoke` with this CLI");
        }
        return Optional.empty();
    }

    private static Optional<Verdict> kind(Specs specs, Evidence evidence) {
        var run = "run " + evidence.run();
        if (evidence.dryRun()) {
            return refuse(
                    GateId.EVIDENCE_DRY_RUN,
                    run + " was a dry run: it sent no request; run `release smoke` without --dry-run");
        }
        if (evidence.scenarios().isEmpty()) {
            return refuse(
                    GateId.EVIDENCE_EMPTY,
                    run + " ran no scenario at all, and " + specs.expected().size()
                            + " are expected; look at its report, then run `release smoke`");
        }
        if (evidence.partial()) {
            return refuse(
                    GateId.EVIDENCE_PARTIAL,
                    run + " is partial: it used a tag filter or a free URL; run `release smoke` without either");
        }
        return Optional.empty();
    }

    private static Optional<Verdict> content(Specs specs, Evidence evidence) {
        var run = "run " + evidence.run();
        if (specs.expected().isEmpty()) {
            return refuse(
                    GateId.EVIDENCE_EMPTY,
                    "this CLI's list of expected scenarios is empty: nothing could fail; build the jar again");
        }
        var bad = evidence.scenarios().stream()
                .filter(Predicate.not(Evidence.Scenario::hasPassed))
                .map(scenario -> scenario.id() + " (" + scenario.status() + ")")
                .toList();
        if (!bad.isEmpty()) {
            return refuse(
                    GateId.EVIDENCE_FAILED,
                    run + ": " + bad.size() + " of " + evidence.scenarios().size() + " scenarios did not pass: "
                            + shown(bad) + "; look at its report");
        }
        return passedIsExpected(specs, evidence).or(() -> verdictOf(evidence));
    }

    private static Optional<Verdict> passedIsExpected(Specs specs, Evidence evidence) {
        var passed = evidence.scenarios().stream().map(Evidence.Scenario::id).toList();
        var missing = new TreeSet<>(specs.expected());
        passed.forEach(missing::remove);
        var surplus = new TreeSet<>(passed);
        specs.expected().forEach(surplus::remove);
        var twice = passed.stream()
                .collect(Collectors.groupingBy(id -> id, java.util.TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(java.util.Map.Entry::getKey)
                .toList();
        if (missing.isEmpty() && surplus.isEmpty() && twice.isEmpty()) {
            return Optional.empty();
        }
        return refuse(
                GateId.EVIDENCE_INCOMPLETE,
                "run " + evidence.run() + " passed " + passed.size() + " scenarios, but not the "
                        + specs.expected().size() + " expected ones:"
                        + listed(" missing ", List.copyOf(missing))
                        + listed(" not in the committed list ", List.copyOf(surplus))
                        + listed(" seen twice ", twice)
                        + " a changed selection is a reviewed change of the committed list");
    }

    private static Optional<Verdict> verdictOf(Evidence evidence) {
        return evidence.verdict() == Evidence.Outcome.PASSED
                ? Optional.empty()
                : refuse(
                        GateId.EVIDENCE_FAILED,
                        "run " + evidence.run() + " calls itself failed, although every scenario it lists passed; look"
                                + " at its report");
    }

    private static Optional<Verdict> version(Colour colour, Staged staged, Evidence evidence) {
        var observed = evidence.observedVersion();
        var right = observed.flatMap(Evidence.Observed::digest)
                        .filter(staged.digest().value()::equals)
                        .isPresent()
                && observed.flatMap(Evidence.Observed::colour)
                        .filter(colour.toString()::equals)
                        .isPresent();
        return right
                ? Optional.empty()
                : refuse(
                        GateId.EVIDENCE_OTHER_VERSION,
                        "run " + evidence.run() + " was answered by "
                                + observed.map(EvidenceGate::describe).orElse("something without /version")
                                + ", not by " + staged.brief() + " on " + colour + "; run `release smoke`");
    }

    private static String describe(Evidence.Observed observed) {
        return observed.version() + " (" + observed.digest().orElse("no digest") + ") on "
                + observed.colour().orElse("no colour");
    }

    private static String listed(String label, List<String> ids) {
        return ids.isEmpty() ? "" : label + shown(ids) + ";";
    }

    private static String shown(List<String> ids) {
        var first = ids.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return ids.size() > SHOWN ? first + " and " + (ids.size() - SHOWN) + " more" : first;
    }

    private static Optional<Verdict> refuse(GateId gate, String message) {
        return Optional.of(Verdict.refuse(gate, message));
    }
}
