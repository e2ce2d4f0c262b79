package io.groundcheck.release.gate;

import static io.groundcheck.release.fake.Samples.SPECS;
import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.V3;
import static io.groundcheck.release.fake.Samples.staged;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.release.evidence.Evidence;
import io.groundcheck.release.fake.Samples;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.EvidenceRef;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.state.RunningTask;
import io.groundcheck.release.state.TargetHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Every combination of what can be right or wrong with evidence, tasks and targets, not a sample of them: the gate opens
 * for the one in which everything is right, whatever an earlier run saw, and for no other. What the record may name is
 * combined with every evidence, but only with the right tasks and targets: wrong ones were refused already.
 */
class GatePropertiesTest {

    private static final Staged STAGED = staged("v2", V2);
    private static final List<RunningTask> TASKS =
            List.of(task("t1", Optional.of(V2.value())), task("t2", Optional.of(V2.value())));
    private static final List<TargetHealth> TARGETS = List.of(target("a", "healthy"), target("b", "healthy"));
    private static final Evidence GOOD = Samples.evidence(Colour.GREEN, STAGED, TASKS);

    /** Ways a part can be; the first is the right one. */
    private static final List<List<Consumer<EvidenceBuilder>>> PARTS = List.of(
            List.of(run -> {}, run -> run.stageId = "stage-v1"),
            List.of(run -> {}, run -> run.colour = Colour.BLUE),
            List.of(run -> {}, run -> run.digest = V3),
            List.of(run -> {}, run -> run.specVersion = "spec-0"),
            List.of(run -> {}, run -> run.verdict = Evidence.Outcome.FAILED),
            List.of(run -> {}, run -> run.partial = true),
            List.of(run -> {}, run -> run.dryRun = true),
            List.of(
                    run -> {},
                    run -> run.observed = Optional.empty(),
                    run -> run.observed = observed(V3.value(), "green"),
                    run -> run.observed = observed(V2.value(), "blue")),
            List.of(
                    run -> {},
                    run -> run.taskDigests = List.of(),
                    run -> run.taskDigests = List.of(V3.value()),
                    run -> run.taskDigests = List.of(V2.value(), V3.value())),
            List.of(run -> {}, run -> run.taskArns = List.of("t1", "t3"), run -> run.taskArns = List.of("t1")),
            List.of(
                    run -> {},
                    run -> run.scenarios = List.of(),
                    run -> run.scenarios = List.of(scenario("a::one::", "passed")),
                    run -> run.scenarios = List.of(scenario("a::one::", "passed"), scenario("a::one::", "passed")),
                    run -> run.scenarios = List.of(scenario("a::one::", "passed"), scenario("a::two::", "skipped")),
                    run -> run.scenarios = List.of(
                            scenario("a::one::", "passed"),
                            scenario("a::two::", "passed"),
                            scenario("a::three::", "passed"))));

    private static final List<List<RunningTask>> RUNNING = List.of(
            TASKS,
            List.of(),
            List.of(TASKS.get(0)),
            List.of(TASKS.get(0), task("t2", Optional.of(V3.value()))),
            List.of(TASKS.get(0), task("t2", Optional.empty())),
            List.of(TASKS.get(0), task("t4", Optional.of(V2.value()))));

    private static final List<List<TargetHealth>> HEALTH = List.of(
            TARGETS,
            List.of(),
            List.of(TARGETS.get(0)),
            List.of(TARGETS.get(0), target("b", "unhealthy")),
            List.of(TARGETS.get(0), target("b", "unused")));

    @Test
    void opens_for_the_one_right_combination_and_for_no_other() {
        var opened = new ArrayList<String>();
        long combinations = 0;
        var records = List.of(
                STAGED,
                STAGED.withEvidence(new EvidenceRef("run-1", "version-0")),
                STAGED.withEvidence(new EvidenceRef("run-0", "version-1")),
                new Staged(STAGED.tag(), STAGED.digest(), STAGED.stageId(), 1, 2));
        var choice = new int[PARTS.size()];
        do {
            var builder = new EvidenceBuilder(GOOD);
            for (int part = 0; part < choice.length; part++) {
                PARTS.get(part).get(choice[part]).accept(builder);
            }
            var newest = builder.build();
            for (var tasks : RUNNING) {
                for (var targets : HEALTH) {
                    for (var evidence : List.of(List.of(newest), List.of(newest, GOOD))) {
                        var stored = evidence.stream().map(Samples::stored).toList();
                        var whatRunsIsRight = tasks == TASKS && targets == TARGETS;
                        for (var record : whatRunsIsRight ? records : List.of(STAGED)) {
                            combinations++;
                            if (Gate.forCutover(Colour.GREEN, record, SPECS, new ColourFacts(stored, tasks, targets))
                                    .isOpen()) {
                                opened.add(java.util.Arrays.toString(choice) + " with " + tasks + " and " + targets
                                        + " and " + record.evidence() + " after " + (evidence.size() - 1)
                                        + " earlier runs");
                            }
                        }
                    }
                }
            }
        } while (next(choice));

        System.out.printf("gate: %,d combinations%n", combinations);
        assertThat(opened)
                .hasSize(2)
                .allMatch(each -> each.startsWith("[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] with " + TASKS + " and " + TARGETS
                        + " and " + STAGED.evidence()));
    }

    /** Counts in mixed bases. */
    private static boolean next(int[] choice) {
        for (int part = 0; part < choice.length; part++) {
            choice[part]++;
            if (choice[part] < PARTS.get(part).size()) {
                return true;
            }
            choice[part] = 0;
        }
        return false;
    }

    private static RunningTask task(String arn, Optional<String> digest) {
        return new RunningTask(arn, digest, "connections-green:1");
    }

    private static TargetHealth target(String id, String state) {
        return new TargetHealth(id, state, "");
    }

    private static Optional<Evidence.Observed> observed(String digest, String colour) {
        return Optional.of(new Evidence.Observed("v2", "abc", Optional.of(digest), Optional.of(colour)));
    }

    private static Evidence.Scenario scenario(String id, String status) {
        return new Evidence.Scenario(id, status, 1, Optional.empty());
    }
}
