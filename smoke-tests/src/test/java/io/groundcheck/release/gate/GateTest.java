package io.groundcheck.release.gate;

import static io.groundcheck.release.fake.Samples.SPECS;
import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.release.evidence.Evidence;
import io.groundcheck.release.evidence.StoredEvidence;
import io.groundcheck.release.fake.Samples;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.EvidenceRef;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.state.RunningTask;
import io.groundcheck.release.state.TargetHealth;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Colour GREEN = Colour.GREEN;
    private static final Staged STAGED = Samples.staged("v2", V2);
    private static final String D2 = V2.value();
    private static final String D3 = V3.value();

    private List<RunningTask> tasks = List.of(task("t1", D2), task("t2", D2));
    private List<TargetHealth> targets =
            List.of(target("10.0.0.1:8080", "healthy"), target("10.0.0.2:8080", "healthy"));
    private Specs specs = SPECS;
    private List<Evidence> evidence = List.of(Samples.evidence(GREEN, STAGED, tasks));
    private EvidenceRef named = STAGED.evidence().orElseThrow();

    @Test
    void opens_when_complete_evidence_matches_what_runs() {
        assertThat(judge()).isEqualTo(Verdict.open());
    }

    @Test
    void refuses_without_evidence() {
        evidence = List.of();

        refused(
                GateId.NO_EVIDENCE,
                "no smoke run of stage stage-v2 (v2 (sha256:222222222222) on green) is on record; run `release smoke`");
    }

    @Test
    void refuses_evidence_of_another_stage() {
        change(run -> run.stageId = "stage-old");

        refused(
                GateId.EVIDENCE_OTHER_STAGE,
                "run run-1 is about stage stage-old on green, but stage stage-v2 on green is asked for; run `release"
                        + " smoke`");
    }

    @Test
    void refuses_evidence_of_the_other_colour() {
        change(run -> run.colour = Colour.BLUE);

        refused(
                GateId.EVIDENCE_OTHER_STAGE,
                "run run-1 is about stage stage-v2 on blue, but stage stage-v2 on green is asked for; run `release"
                        + " smoke`");
    }

    @Test
    void refuses_evidence_of_another_image() {
        change(run -> run.digest = V3);

        refused(
                GateId.EVIDENCE_OTHER_DIGEST,
                "run run-1 is about image " + D3 + ", but " + D2 + " is staged on green; run `release smoke`");
    }

    @Test
    void refuses_evidence_whose_tasks_ran_another_image() {
        change(run -> run.taskDigests = List.of(D2, D3));

        refused(
                GateId.EVIDENCE_OTHER_DIGEST,
                "during run run-1 the tasks of green ran " + D3 + ", not " + D2
                        + "; run `release await`, then `release smoke`");
    }

    @Test
    void refuses_evidence_that_saw_no_task() {
        change(run -> run.taskDigests = List.of());

        refused(
                GateId.EVIDENCE_OTHER_DIGEST,
                "during run run-1 the tasks of green ran no known image, not " + D2
                        + "; run `release await`, then `release smoke`");
    }

    @Test
    void refuses_evidence_of_other_specs() {
        change(run -> run.specVersion = "spec-0");

        refused(
                GateId.EVIDENCE_OTHER_SPEC,
                "run run-1 ran specs spec-0, but this CLI holds specs spec-1; run `release smoke` with this CLI");
    }

    @Test
    void refuses_a_dry_run() {
        change(run -> run.dryRun = true);

        refused(
                GateId.EVIDENCE_DRY_RUN,
                "run run-1 was a dry run: it sent no request; run `release smoke` without --dry-run");
    }

    @Test
    void refuses_a_partial_run() {
        change(run -> run.partial = true);

        refused(
                GateId.EVIDENCE_PARTIAL,
                "run run-1 is partial: it used a tag filter or a free URL; run `release smoke` without either");
    }

    @Test
    @Tag("P17")
    void refuses_a_run_without_scenarios() {
        change(run -> run.scenarios = List.of());

        refused(
                GateId.EVIDENCE_EMPTY,
                "run run-1 ran no scenario at all, and 2 are expected; look at its report, then run `release smoke`");
    }

    @Test
    void refuses_when_nothing_is_expected() {
        specs = new Specs(SPECS.version(), List.of());

        refused(
                GateId.EVIDENCE_EMPTY,
                "this CLI's list of expected scenarios is empty: nothing could fail; build the jar again");
    }

    @Test
    void refuses_every_status_but_passed() {
        for (var status : List.of("failed", "skipped", "undefined", "pending", "ambiguous", "unused", "PASSED", "")) {
            change(run -> run.scenarios = List.of(scenario("a::one::", "passed"), scenario("a::two::", status)));

            refused(
                    GateId.EVIDENCE_FAILED,
                    "run run-1: 1 of 2 scenarios did not pass: a::two:: (" + status + "); look at its report");
        }
    }

    @Test
    void refuses_a_run_that_calls_itself_failed() {
        change(run -> run.verdict = Evidence.Outcome.FAILED);

        refused(
                GateId.EVIDENCE_FAILED,
                "run run-1 calls itself failed, although every scenario it lists passed; look at its report");
    }

    @Test
    void refuses_when_an_expected_scenario_is_missing() {
        change(run -> run.scenarios = List.of(scenario("a::one::", "passed")));

        refused(
                GateId.EVIDENCE_INCOMPLETE,
                "run run-1 passed 1 scenarios, but not the 2 expected ones: missing a::two::; a changed selection is a"
                        + " reviewed change of the committed list");
    }

    @Test
    void refuses_a_scenario_that_nobody_expected() {
        change(run -> run.scenarios = List.of(
                scenario("a::one::", "passed"), scenario("a::two::", "passed"), scenario("b::new::", "passed")));

        refused(
                GateId.EVIDENCE_INCOMPLETE,
                "run run-1 passed 3 scenarios, but not the 2 expected ones: not in the committed list b::new::; a"
                        + " changed selection is a reviewed change of the committed list");
    }

    @Test
    void refuses_one_scenario_counted_twice_in_place_of_another() {
        change(run -> run.scenarios = List.of(scenario("a::one::", "passed"), scenario("a::one::", "passed")));

        refused(
                GateId.EVIDENCE_INCOMPLETE,
                "run run-1 passed 2 scenarios, but not the 2 expected ones: missing a::two::; seen twice a::one::; a"
                        + " changed selection is a reviewed change of the committed list");
    }

    @Test
    void names_at_most_five_scenarios() {
        change(run -> run.scenarios = List.of("1", "2", "3", "4", "5", "6", "7").stream()
                .map(id -> scenario(id, "failed"))
                .toList());

        refused(
                GateId.EVIDENCE_FAILED,
                "run run-1: 7 of 7 scenarios did not pass: 1 (failed), 2 (failed), 3 (failed), 4 (failed), 5 (failed)"
                        + " and 2 more; look at its report");
    }

    @Test
    void refuses_when_another_version_answered() {
        change(run ->
                run.observed = Optional.of(new Evidence.Observed("v3", "abc", Optional.of(D3), Optional.of("green"))));

        refused(
                GateId.EVIDENCE_OTHER_VERSION,
                "run run-1 was answered by v3 (" + D3 + ") on green, not by v2 (sha256:222222222222) on green; run"
                        + " `release smoke`");
    }

    @Test
    void refuses_when_the_live_colour_answered_with_the_same_image() {
        change(run ->
                run.observed = Optional.of(new Evidence.Observed("v2", "abc", Optional.of(D2), Optional.of("blue"))));

        refused(
                GateId.EVIDENCE_OTHER_VERSION,
                "run run-1 was answered by v2 (" + D2 + ") on blue, not by v2 (sha256:222222222222) on green; run"
                        + " `release smoke`");
    }

    @Test
    void refuses_when_nothing_said_its_version() {
        change(run -> run.observed = Optional.empty());

        refused(
                GateId.EVIDENCE_OTHER_VERSION,
                "run run-1 was answered by something without /version, not by v2 (sha256:222222222222) on green; run"
                        + " `release smoke`");
    }

    @Test
    void a_later_failure_closes_the_gate_that_an_earlier_run_opened() {
        var good = evidence.get(0);
        var later = new EvidenceBuilder(good);
        later.run = "run-2";
        later.scenarios = List.of(scenario("a::one::", "failed"), scenario("a::two::", "passed"));
        evidence = List.of(later.build(), good);

        refused(
                GateId.EVIDENCE_SUPERSEDED,
                "run run-1 passed, but the later run run-2 decides, and it does not: run run-2: 1 of 2 scenarios did not"
                        + " pass: a::one:: (failed); look at its report");
    }

    @Test
    void a_later_success_opens_the_gate_that_an_earlier_run_closed() {
        var good = evidence.get(0);
        var earlier = new EvidenceBuilder(good);
        earlier.run = "run-0";
        earlier.verdict = Evidence.Outcome.FAILED;
        evidence = List.of(good, earlier.build());

        assertThat(judge()).isEqualTo(Verdict.open());
    }

    /** Somebody who may write under evidence/, but not the record, adds a run that passed. */
    @Test
    void refuses_a_run_that_the_record_does_not_name() {
        change(run -> run.run = "forged");

        refused(
                GateId.EVIDENCE_NOT_NAMED,
                "run forged decides for stage stage-v2 on green, but the record names run run-1: it was not written by"
                        + " `release smoke`, or that one died, or two ran at once; run `release smoke`");
    }

    @Test
    void refuses_evidence_when_the_record_names_none() {
        var unnamed = new Staged(STAGED.tag(), STAGED.digest(), STAGED.stageId(), 1, 2);

        assertThat(Gate.forCutover(GREEN, unnamed, specs, new ColourFacts(stored(), tasks, targets)))
                .isEqualTo(Verdict.refuse(
                        GateId.EVIDENCE_NOT_NAMED,
                        "run run-1 decides for stage stage-v2 on green, but the record names no evidence: it was not"
                                + " written by `release smoke`, or that one died, or two ran at once; run `release"
                                + " smoke`"));
    }

    @Test
    void refuses_evidence_that_was_written_over() {
        named = new EvidenceRef("run-1", "version-0");

        refused(
                GateId.EVIDENCE_REPLACED,
                "the evidence of run run-1 is version version-1 of its object, but the record names version version-0:"
                        + " somebody wrote it over, or deleted it and made it anew. Find out who (both versions are"
                        + " kept), then run `release smoke`");
    }

    /** The newest run failed and was deleted: the one before it passed, but isn't the one that decides. */
    @Test
    void refuses_an_earlier_run_when_the_one_that_decides_is_gone() {
        named = new EvidenceRef("run-2", "version-2");

        assertThat(judge())
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.gate()).isEqualTo(GateId.EVIDENCE_NOT_NAMED));
    }

    @Test
    void refuses_a_task_of_another_image() {
        tasks = List.of(task("t1", D2), task("t2", D3));

        refused(
                GateId.TASKS_NOT_RUNNING_DIGEST,
                "1 of 2 tasks of green do not run " + D2 + ": t2 runs " + D3 + "; run `release await`");
    }

    @Test
    void refuses_a_task_whose_image_is_not_known() {
        tasks = List.of(task("t1", D2), new RunningTask("arn/t2", Optional.empty(), "connections-green:1"));

        refused(
                GateId.TASKS_NOT_RUNNING_DIGEST,
                "1 of 2 tasks of green do not run " + D2 + ": t2 runs an image ECS doesn't name yet; run `release"
                        + " await`");
    }

    @Test
    @Tag("P11")
    void refuses_too_few_tasks() {
        tasks = List.of(task("t1", D2));

        refused(
                GateId.UNDER_SCALED,
                "green runs 1 tasks, but 2 are needed before it takes traffic; run `release await`");
    }

    @Test
    void refuses_a_colour_that_is_meant_to_run_nothing() {
        tasks = List.of();

        assertThat(Gate.forCutover(
                        GREEN,
                        STAGED.withEvidence(named).withDesiredCount(0),
                        specs,
                        new ColourFacts(stored(), tasks, targets)))
                .isEqualTo(Verdict.refuse(
                        GateId.UNDER_SCALED,
                        "green runs 0 tasks, but 1 are needed before it takes traffic; run `release await`"));
    }

    @Test
    void refuses_tasks_that_nobody_tested() {
        tasks = List.of(task("t1", D2), task("t3", D2));

        refused(
                GateId.TASKS_CHANGED,
                "the tasks of green are not the ones that run run-1 tested: 1 new, 1 gone; run `release smoke`");
    }

    @Test
    void refuses_sick_targets() {
        targets = List.of(target("10.0.0.1:8080", "healthy"), target("10.0.0.2:8080", "unhealthy"));

        refused(
                GateId.TARGETS_UNHEALTHY,
                "1 of 2 targets of green are healthy; not so: 10.0.0.2:8080 unhealthy; run `release await`");
    }

    @Test
    @Tag("P11")
    void refuses_too_few_targets() {
        targets = List.of(target("10.0.0.1:8080", "healthy"));

        refused(GateId.TARGETS_UNHEALTHY, "1 of 2 targets of green are healthy; run `release await`");
    }

    @Test
    void does_not_mind_targets_on_their_way_out() {
        targets = List.of(
                target("10.0.0.1:8080", "healthy"),
                target("10.0.0.2:8080", "healthy"),
                target("10.0.0.3:8080", "draining"));

        assertThat(judge()).isEqualTo(Verdict.open());
    }

    @Test
    void a_return_needs_no_evidence_and_not_every_task() {
        var facts = new ColourFacts(List.of(), List.of(task("t9", D2)), List.of(target("10.0.0.9:8080", "healthy")));

        assertThat(Gate.forReturn(GREEN, V2, facts)).isEqualTo(Verdict.open());
    }

    @Test
    void a_return_is_refused_to_another_image() {
        var facts = new ColourFacts(List.of(), List.of(task("t9", D3)), targets);

        assertThat(Gate.forReturn(GREEN, V2, facts))
                .isEqualTo(Verdict.refuse(
                        GateId.TASKS_NOT_RUNNING_DIGEST,
                        "1 of 1 tasks of green do not run " + D2 + ": t9 runs " + D3 + "; run `release await`"));
    }

    @Test
    void a_return_is_refused_where_nothing_runs() {
        var facts = new ColourFacts(List.of(), List.of(), targets);

        assertThat(Gate.forReturn(GREEN, V2, facts))
                .isEqualTo(Verdict.refuse(
                        GateId.UNDER_SCALED,
                        "green runs no task: traffic sent there would get 503; look at `release status`"));
    }

    @Test
    void a_return_is_refused_where_nothing_is_healthy() {
        var facts = new ColourFacts(List.of(), tasks, List.of(target("10.0.0.1:8080", "unhealthy")));

        assertThat(Gate.forReturn(GREEN, V2, facts))
                .isEqualTo(Verdict.refuse(
                        GateId.TARGETS_UNHEALTHY,
                        "none of the 1 targets of green is healthy; look at `release status`"));
    }

    private Verdict judge() {
        return Gate.forCutover(GREEN, STAGED.withEvidence(named), specs, new ColourFacts(stored(), tasks, targets));
    }

    private List<StoredEvidence> stored() {
        return evidence.stream().map(Samples::stored).toList();
    }

    private void refused(GateId gate, String message) {
        assertThat(judge()).isEqualTo(Verdict.refuse(gate, message));
    }

    private void change(Consumer<EvidenceBuilder> difference) {
        var builder = new EvidenceBuilder(Samples.evidence(GREEN, STAGED, tasks));
        difference.accept(builder);
        evidence = List.of(builder.build());
    }

    private static RunningTask task(String id, String digest) {
        return new RunningTask("arn/" + id, Optional.of(digest), "connections-green:1");
    }

    private static TargetHealth target(String id, String state) {
        return new TargetHealth(id, state, "");
    }

    private static Evidence.Scenario scenario(String id, String status) {
        return new Evidence.Scenario(id, status, 5, Optional.empty());
    }
}
