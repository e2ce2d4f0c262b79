package io.groundcheck.release.rollout;

import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.V3;
import static io.groundcheck.release.fake.Samples.staged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.fake.FakeAws;
import io.groundcheck.release.fake.FakeTicker;
import io.groundcheck.release.gate.GateId;
import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.state.ServiceState;
import io.groundcheck.release.state.StoppedTask;
import io.groundcheck.release.state.TargetHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AwaitTest {

    private static final Instant DEPLOYED = Instant.parse("2026-11-23T10:00:00Z");
    private static final String REVISION = "connections-green:1";

    private final FakeAws aws = new FakeAws();
    private final List<String> said = new ArrayList<>();
    private Optional<String> unready = Optional.empty();

    @Test
    void is_content_when_all_tasks_run_the_image_healthy_and_ready() {
        aws.up(Colour.GREEN, V2, 2);

        await();

        assertThat(said)
                .containsExactly("2 tasks of green run v2 (sha256:222222222222), and their targets are healthy");
    }

    @Test
    @Tag("P7")
    void does_not_believe_a_rollout_state() {
        aws.up(Colour.GREEN, V2, 2);
        service("IN_PROGRESS", 2, List.of());

        await();

        assertThat(said).hasSize(1);
    }

    @Test
    void refuses_when_nothing_was_applied() {
        refused(
                GateId.UNDER_SCALED,
                "green has no service: apply the release's plan first (`make plan guard apply COLOUR=green`)");
    }

    @Test
    void waits_for_the_image() {
        aws.up(Colour.GREEN, V3, 2);

        timesOut("0 of 2 tasks run sha256:222222222222; 2 others run too");
    }

    @Test
    void waits_for_the_new_revision_of_the_same_image() {
        aws.up(Colour.GREEN, V2, 2);
        aws.services.put(Colour.GREEN, new ServiceState(2, "connections-green:2", "IN_PROGRESS", DEPLOYED, List.of()));

        timesOut("0 of 2 tasks run sha256:222222222222; 2 others run too");
    }

    @Test
    void waits_for_the_number_of_tasks() {
        aws.up(Colour.GREEN, V2, 1);

        timesOut("the service asks for 1 tasks, the record says 2: has the plan been applied?");
    }

    @Test
    void waits_for_healthy_targets() {
        aws.up(Colour.GREEN, V2, 2);
        aws.targets.put(
                Colour.GREEN,
                List.of(
                        new TargetHealth("10.0.0.0:8080", "healthy", ""),
                        new TargetHealth("10.0.0.1:8080", "initial", "checks pending")));

        timesOut("1 of 2 targets are healthy; 10.0.0.1:8080 initial (checks pending)");
    }

    @Test
    void waits_for_readiness() {
        aws.up(Colour.GREEN, V2, 2);
        unready = Optional.of("/actuator/health/readiness of green answers 503");

        timesOut("not ready: /actuator/health/readiness of green answers 503");
    }

    @Test
    void gives_up_on_a_crash_loop_and_shows_the_logs() {
        aws.up(Colour.GREEN, V2, 2);
        service("IN_PROGRESS", 2, List.of());
        aws.stopped.put(Colour.GREEN, List.of(crashed("a", 1), crashed("b", 2), crashed("c", 3)));

        refused(
                GateId.CRASH_LOOP,
                "3 tasks of green ended by themselves; the last: c: exit code 1. Its log is above; mend the image and"
                        + " stage it again");
        assertThat(said)
                .contains(
                        "task a ended: exit code 1", "  the last 1 lines of its log:", "  | log of a", "  | log of c");
    }

    @Test
    void does_not_count_what_ended_on_purpose_or_before_this_deployment_or_of_another_revision() {
        aws.up(Colour.GREEN, V2, 2);
        service("IN_PROGRESS", 2, List.of());
        aws.stopped.put(
                Colour.GREEN,
                List.of(
                        new StoppedTask("t/a", Optional.empty(), REVISION, DEPLOYED.plusSeconds(1), "scaling", true),
                        crashed("b", -5),
                        new StoppedTask("t/c", Optional.empty(), "other:1", DEPLOYED.plusSeconds(1), "boom", false)));

        await();

        assertThat(said).hasSize(1);
    }

    @Test
    void gives_up_when_ecs_gave_up() {
        aws.up(Colour.GREEN, V2, 2);
        service("FAILED", 2, List.of());

        refused(
                GateId.CRASH_LOOP,
                "ECS gave up on the deployment of green (rollout state FAILED): ECS gives no reason. Stage the same"
                        + " digest again for a new attempt, or mend the image");
    }

    @Test
    void tells_each_event_of_this_deployment_once() {
        aws.up(Colour.GREEN, V2, 2);
        service(
                "IN_PROGRESS",
                2,
                List.of(
                        new ServiceState.Event("2", DEPLOYED.plusSeconds(2), "has started 2 tasks"),
                        new ServiceState.Event("1", DEPLOYED.minusSeconds(2), "an old story")));
        unready = Optional.of("not yet");

        timesOut("not ready: not yet");
        assertThat(said).containsExactly("ecs: has started 2 tasks", "waiting: not ready: not yet");
    }

    private void service(String state, int desired, List<ServiceState.Event> events) {
        aws.services.put(Colour.GREEN, new ServiceState(desired, REVISION, state, DEPLOYED, events));
    }

    private static StoppedTask crashed(String id, int secondsAfter) {
        return new StoppedTask(
                "t/" + id, Optional.empty(), REVISION, DEPLOYED.plusSeconds(secondsAfter), "exit code 1", false);
    }

    private void await() {
        new Await(
                        aws,
                        colour -> unready,
                        new FakeTicker(),
                        AwaitSettings.DEFAULT.waiting(Duration.ofSeconds(30)),
                        said::add)
                .run(Colour.GREEN, staged("v2", V2));
    }

    private void timesOut(String reason) {
        assertThatThrownBy(this::await)
                .isInstanceOfSatisfying(
                        ReleaseException.class,
                        timedOut -> assertThat(timedOut.exitCode()).isEqualTo(ExitCode.TIMED_OUT))
                .hasMessage("green is not up after 30 s: " + reason);
    }

    private void refused(GateId gate, String message) {
        assertThatThrownBy(this::await)
                .isInstanceOfSatisfying(
                        GateRefusedException.class,
                        refused -> assertThat(refused.gate()).isEqualTo(gate))
                .hasMessage(message);
    }
}
