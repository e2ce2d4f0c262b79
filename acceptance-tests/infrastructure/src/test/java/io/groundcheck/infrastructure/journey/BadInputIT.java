package io.groundcheck.infrastructure.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.process.RunningProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/** What goes wrong outside the road itself: one clear error each, and nothing is left behind. */
@Order(3)
class BadInputIT {

    private final Road road;

    BadInputIT() throws Exception {
        road = Road.closed("bad-input");
    }

    @AfterEach
    void end() throws Exception {
        road.end();
    }

    @Test
    void says_which_target_is_missing() throws Exception {
        Step step = road.release(Map.of("TARGET", ""), "status").ended(2);

        assertThat(step.text()).contains("TARGET", "fakecloud", "aws");
    }

    @Test
    void says_how_a_digest_looks() throws Exception {
        Step step = road.release("stage", "--tag", "v1.0.0", "--digest", "sha256:abc")
                .ended(2);

        assertThat(step.text()).contains("sha256:abc", "64");
    }

    @Test
    void says_that_no_emulator_runs_and_how_to_start_one() throws Exception {
        Step step = road.release("status").ended(3);

        assertThat(step.text()).contains("make emulator-up").doesNotContain("\tat ");
    }

    @Test
    void says_that_a_url_does_not_answer() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        Step step = road.release("smoke", "--url", "http://127.0.0.1:" + port).ended(3);

        assertThat(step.text()).contains("127.0.0.1:" + port).doesNotContain("\tat ");
    }

    @Test
    void says_that_a_port_is_taken() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Step step = road.make("emulator-up", "EMULATOR_PORT=" + socket.getLocalPort());

            assertThat(step.exitCode()).isNotZero();
            assertThat(step.text()).contains(String.valueOf(socket.getLocalPort()), "taken");
        }
    }

    @Test
    void an_emulator_that_died_is_told_apart_from_one_that_never_ran_and_is_replaced() throws Exception {
        road.make("emulator-up").succeeded();
        ProcessHandle.of(pid(road.make("emulator-up").succeeded()))
                .orElseThrow()
                .destroyForcibly();

        Step step = road.release("status").ended(3);

        assertThat(step.text()).contains("emulator-up").doesNotContain("\tat ");
        road.make("emulator-up").succeeded();
        assertThat(road.make("infra-plan").succeeded().text()).contains("no state bucket");
    }

    /**
     * What Ctrl-C does: the signal reaches the whole process group. What was made by then must be in the state; what was
     * being made is in it as tainted, the protected table among it, or in no state at all, if AWS had the request and
     * Terraform no answer yet. Roles stand for that here: one that is ours, and one of which only the name says so.
     */
    @Test
    void an_apply_that_is_interrupted_leaves_nothing_that_destroy_does_not_find() throws Exception {
        road.make("emulator-up").succeeded();
        road.make("cli").succeeded();
        List<String> lines = new CopyOnWriteArrayList<>();
        RunningProcess up = road.start(lines, "make", "--no-print-directory", "infra-up");
        Awaitility.await("the foundation's first resources")
                .atMost(Duration.ofMinutes(4))
                .until(() -> says(lines, "aws_dynamodb_table.this: Creating") || !up.isAlive());
        assertThat(up.isAlive()).as("infra-up still runs").isTrue();
        road.signalGroup("INT", up);
        assertThat(up.await().exitCode()).isNotZero();
        try (IamClient iam = road.target().client(IamClient.builder())) {
            makeRole(iam, "connections-cutover", "connections");
            makeRole(iam, "connections-deploy", "another");

            Step down = road.make("infra-down");
            assertThat(down.exitCode()).as("exit code while a role is left").isNotZero();
            assertThat(down.text())
                    .contains(
                            "role connections-cutover is there, but no state knows it", "left: role connections-deploy")
                    .doesNotContain("left: role connections-cutover");
            iam.deleteRole(role -> role.roleName("connections-deploy"));
        }
        road.make("infra-down").succeeded();
        road.make("bootstrap-down").succeeded();

        assertThat(Leftovers.in(road.target(), "connections")).isEmpty();
    }

    /** A role that the foundation would make a minute later, tagged with a project's name. */
    private static void makeRole(IamClient iam, String name, String project) {
        iam.createRole(role -> role.roleName(name)
                .assumeRolePolicyDocument("{\"Version\": \"2012-10-17\", \"Statement\": []}")
                .tags(Tag.builder().key("Project").value(project).build()));
    }

    private static boolean says(List<String> lines, String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }

    private static long pid(Step step) {
        Matcher matcher = Pattern.compile("pid (\\d+)").matcher(step.text());
        if (!matcher.find()) {
            throw new AssertionError("no pid in: " + step.text());
        }
        return Long.parseLong(matcher.group(1));
    }
}
