package io.groundcheck.release.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.emulator.SharedEmulators;
import io.groundcheck.http.HttpProbe;
import io.groundcheck.http.Request;
import io.groundcheck.http.Response;
import io.groundcheck.release.aws.sdk.EmulatedAccount;
import io.groundcheck.release.record.Colour;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The pitfalls of docs/pitfalls.md that only a running command line shows. P7 and P8 the emulator can't show: there
 * the proxy in front of it plays what AWS documents.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PitfallsIT {

    private @Nullable Lane lane;

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    void build() throws IOException {
        lane = new Lane(new SharedEmulators(System.getenv()), "pitfalls", folder).healthy();
    }

    @AfterAll
    void end() {
        lane().close();
    }

    /** A killed apply leaves Terraform's lock; rolling back doesn't even look at the bucket that it is in. */
    @Test
    @Tag("P6")
    void p06_a_lock_that_a_killed_apply_left_does_not_stop_a_rollback() throws Exception {
        lane().v1IsLive();
        var states = "pitfalls-tfstate-" + lane().account().target.account();
        try (var s3 = lane().account().target.client(S3Client.builder())) {
            s3.createBucket(create -> create.bucket(states));
            for (var colour : Colour.values()) {
                s3.putObject(
                        put -> put.bucket(states).key("release/" + colour + ".tfstate.tflock"),
                        RequestBody.fromString("{\"ID\":\"left\",\"Operation\":\"OperationTypeApply\"}"));
            }
        }

        var rollback = lane().release(Map.of(), List.of("rollback"));

        assertThat(rollback.exitCode()).as(rollback.text()).isZero();
        assertThat(lane().traffic().isTo(Colour.GREEN)).isTrue();
        assertThat(lane().proxy().calls()).isNotEmpty().noneMatch(call -> call.contains("tfstate"));
    }

    /** Played: ECS's circuit breaker gave up (rollout state FAILED), as AWS documents it; fakecloud's never does. */
    @Test
    @Tag("P7")
    void p07_a_deployment_that_ecs_gave_up_is_not_taken_for_a_success() throws Exception {
        lane().v1IsStaged();
        lane().ecs().rolloutState = "FAILED";
        try {
            var await = lane().release(Map.of(), List.of("await", "--colour", "blue", "--timeout", "5s"));

            assertThat(await.exitCode()).as(await.text()).isEqualTo(1);
            assertThat(await.lastLine()).isEqualTo("gate: crash-loop");
        } finally {
            lane().ecs().rolloutState = "COMPLETED";
        }
    }

    /** Played: the circuit breaker went back to the image before, and the deployment calls itself COMPLETED. */
    @Test
    @Tag("P7")
    void p07_a_circuit_breakers_own_rollback_is_not_taken_for_the_new_version() throws Exception {
        lane().v1IsReady();
        lane().ecs().runs("pitfalls", Colour.BLUE, Lane.GREEN, 1);

        assertThat(lane().release(Map.of(), List.of("await", "--colour", "blue", "--timeout", "1s"))
                        .exitCode())
                .isEqualTo(6);
        var cutover = lane().release(Map.of(), List.of("cutover", "--digest", Lane.BLUE.value()));
        assertThat(cutover.lastLine()).isEqualTo("gate: tasks-not-running-digest");
        assertThat(lane().traffic().isTo(Colour.GREEN)).isTrue();
    }

    /** Played: a target group that no rule forwards to isn't checked ({@code unused}, {@code Target.NotInUse}). */
    @Test
    @Tag("P8")
    void p08_targets_that_nobody_checks_take_no_traffic() throws Exception {
        lane().v1IsReady();
        lane().proxy()
                .play(call -> call.name().equals("elasticloadbalancing:DescribeTargetHealth")
                        ? Optional.of(AwsProxy.Call.answer(200, "text/xml", """
                        <DescribeTargetHealthResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">
                          <DescribeTargetHealthResult><TargetHealthDescriptions><member>
                            <Target><Id>10.0.0.1</Id><Port>8080</Port></Target>
                            <TargetHealth><State>unused</State><Reason>Target.NotInUse</Reason>
                              <Description>Target group is not configured to receive traffic from the load balancer
                            </Description></TargetHealth>
                          </member></TargetHealthDescriptions></DescribeTargetHealthResult>
                          <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>
                        </DescribeTargetHealthResponse>"""))
                        : Optional.empty());
        try {
            var cutover = lane().release(Map.of(), List.of("cutover", "--digest", Lane.BLUE.value()));

            assertThat(cutover.lastLine()).as(cutover.text()).isEqualTo("gate: targets-unhealthy");
            assertThat(cutover.text()).contains("unused");
            assertThat(lane().traffic().isTo(Colour.GREEN)).isTrue();
        } finally {
            lane().proxy().play(call -> Optional.empty());
        }
    }

    @Test
    @Tag("P13")
    void p13_no_cookie_pins_a_user_to_a_colour() throws Exception {
        lane().v1IsReady();
        lane().release(Map.of(), List.of("cutover", "--digest", Lane.BLUE.value()));

        assertThat(get(Map.of()).headers().keySet()).noneMatch(header -> header.equalsIgnoreCase("set-cookie"));
    }

    @Test
    @Tag("P16")
    void p16_without_the_right_token_the_live_colour_answers_never_the_candidate() throws Exception {
        lane().v1IsStaged();

        assertThat(get(Map.of("X-Candidate-Colour", "blue", "X-Candidate-Token", EmulatedAccount.TOKEN))
                        .body())
                .contains("\"blue\"");
        assertThat(get(Map.of("X-Candidate-Colour", "blue", "X-Candidate-Token", "x".repeat(64)))
                        .body())
                .contains("\"green\"");
        assertThat(get(Map.of("X-Candidate-Colour", "blue")).body()).contains("\"green\"");
        assertThat(get(Map.of("X-Candidate-Token", EmulatedAccount.TOKEN)).body())
                .contains("\"green\"");
    }

    @Test
    @Tag("P17")
    void p17_a_run_of_no_scenario_opens_no_gate() throws Exception {
        lane().v1IsStaged();

        var smoke = lane().release(Map.of(), List.of("smoke", "--colour", "blue", "--tags", "@nothing"));

        assertThat(smoke.exitCode()).isEqualTo(1);
        assertThat(lane().release(Map.of(), List.of("cutover", "--digest", Lane.BLUE.value()))
                        .lastLine())
                .isEqualTo("gate: evidence-empty");
        assertThat(lane().traffic().isTo(Colour.GREEN)).isTrue();
    }

    // Lines of docs/runbook.md

    /** The rule is closed, or forwards to the other colour: what {@code status} says to run puts traffic back. */
    @Test
    @Tag("P3")
    void p03_what_status_prints_heals_a_rule_that_was_made_anew_or_moved_by_hand() throws Exception {
        lane().v1IsLive();
        lane().closeRule();

        var closed = lane().release(Map.of(), List.of("status"));
        assertThat(closed.text())
                .contains("drift: traffic goes to nowhere")
                .contains("release cutover --digest " + Lane.BLUE + " (puts traffic back to blue, as the record says)");
        var healed = lane().release(Map.of(), List.of("cutover", "--digest", Lane.BLUE.value()));
        assertThat(healed.exitCode()).as(healed.text()).isZero();
        assertThat(lane().traffic().isTo(Colour.BLUE)).isTrue();
        assertThat(lane().record().previous()).as("where a rollback goes").isPresent();

        lane().forward(Colour.GREEN);
        var moved = lane().release(Map.of(), List.of("status"));
        assertThat(moved.text())
                .contains("drift: traffic goes to green, but the record says blue is live")
                .contains("release rollback (writes down that traffic went back to green), or release cutover --digest "
                        + Lane.BLUE + " (puts traffic back to blue, as the record says)");
        var back = lane().release(Map.of(), List.of("cutover", "--digest", Lane.BLUE.value()));
        assertThat(back.exitCode()).as(back.text()).isZero();
        assertThat(lane().unsettled()).isEmpty();
        assertThat(lane().traffic().isTo(Colour.BLUE)).isTrue();
    }

    /** S3 refuses every call; then it is back, and the record learns what happened. */
    @Test
    void a_rollback_needs_no_release_bucket_and_is_written_down_once_it_is_back() throws Exception {
        lane().v1IsLive();
        lane().proxy()
                .play(call -> call.name().startsWith("s3:") && !call.isOurs()
                        ? Optional.of(call.refusal(false))
                        : Optional.empty());
        try {
            var status = lane().release(Map.of(), List.of("status"));
            assertThat(status.text()).contains("blue").contains("release rollback --force --to COLOUR");

            var asks = lane().release(Map.of(), List.of("rollback"));
            assertThat(asks.exitCode()).as(asks.text()).isEqualTo(3);
            assertThat(asks.lastLine()).contains("release rollback --force --to COLOUR");
            assertThat(lane().traffic().isTo(Colour.BLUE)).isTrue();

            var forced = lane().release(Map.of(), List.of("rollback", "--force", "--to", "green"));
            assertThat(forced.exitCode()).as(forced.text()).isZero();
            assertThat(forced.text())
                    .contains("without the record nobody can say what green runs: assuming it holds the version before")
                    .contains("once the bucket is back, run `release status`");
            assertThat(lane().traffic().isTo(Colour.GREEN)).isTrue();
            var twice = lane().release(Map.of(), List.of("rollback", "--force", "--to", "green"));
            assertThat(twice.lastLine()).isEqualTo("traffic goes to green already; nothing was changed");
        } finally {
            lane().proxy().play(call -> Optional.empty());
        }

        var written = lane().release(Map.of(), List.of("rollback"));
        assertThat(written.exitCode()).as(written.text()).isZero();
        assertThat(lane().record().live()).contains(Colour.GREEN);
        assertThat(lane().unsettled()).isEmpty();
    }

    private Response get(Map<String, String> headers) throws IOException {
        var url = lane().account().url();
        return HttpProbe.once(
                url, HttpProbe.addresses(url).get(0), Request.get("/version").with(headers), Duration.ofSeconds(5));
    }

    private Lane lane() {
        return Objects.requireNonNull(lane);
    }
}
