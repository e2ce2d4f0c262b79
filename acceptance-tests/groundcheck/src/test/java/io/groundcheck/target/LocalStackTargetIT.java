package io.groundcheck.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerPort;
import io.groundcheck.process.ChildEnvironment;
import io.groundcheck.process.Command;
import io.groundcheck.process.OutputListener;
import io.groundcheck.process.ProcessIdentity;
import io.groundcheck.process.ProcessResult;
import io.groundcheck.process.ProcessRunner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** On LocalStack's own code, in a container. */
class LocalStackTargetIT {

    private static final Duration STEP = Duration.ofMinutes(5);

    @TempDir
    private static Path stateFolder;

    private static LocalStackTarget target;

    @BeforeAll
    static void start() {
        Assumptions.assumeTrue(
                System.getenv("LOCALSTACK_AUTH_TOKEN") == null, "with a token the full image runs; this is the other");
        target = LocalStackTarget.start(environment());
    }

    private static Map<String, String> environment() {
        var env = new HashMap<>(System.getenv());
        env.put("GROUNDCHECK_STATE_DIR", stateFolder.toString());
        env.remove("AWS_REGION");
        return env;
    }

    @Test
    void plays_the_account_of_zeros_in_our_region() {
        assertThat(target.name()).isEqualTo("localstack");
        assertThat(target.account()).isEqualTo("000000000000");
        assertThat(target.region()).isEqualTo("ap-southeast-1");
        assertThat(target.isReal()).isFalse();
        assertThat(target).hasToString("localstack 4.14.0 at " + endpoint());
    }

    @Test
    void the_community_code_is_a_control_plane_only() {
        assertThat(target.capabilities()).containsExactly(Capability.CONTROL_PLANE);
        try (EcsClient ecs = target.client(EcsClient.builder())) {
            assertThatThrownBy(ecs::listClusters)
                    .isInstanceOfSatisfying(
                            AwsServiceException.class,
                            e -> assertThat(e.statusCode()).isEqualTo(501));
        }
        assertThatThrownBy(() -> target.loadBalancerUrl("arn:aws:elasticloadbalancing:x", endpoint()))
                .isInstanceOf(TargetException.class)
                .hasMessage("where LocalStack serves the load balancer arn:aws:elasticloadbalancing:x isn't known: the"
                        + " community code has none, and the full image's was never tried here. Use TARGET=fakecloud,"
                        + " or state that the test needs TRAFFIC.");
    }

    @Test
    void is_shared_by_the_tests_of_a_jvm() {
        assertThat(Targets.fromEnvironment(with(environment(), "TARGET", "localstack"))
                        .environment())
                .isEqualTo(target.environment());
    }

    @Test
    void answers_on_one_address_of_this_machine_only() {
        assertThat(containersOf(ProcessIdentity.current()))
                .singleElement()
                .satisfies(container -> assertThat(container.getPorts())
                        .extracting(ContainerPort::getIp)
                        .containsOnly(endpoint().getHost()));
    }

    @Test
    void what_a_killed_jvm_left_is_removed_and_what_a_living_one_uses_is_not() throws IOException {
        var killed = new ProcessIdentity(ProcessHandle.current().pid(), 1); // this pid, but long ago
        var image = LocalStackImage.choose(Map.of(), name -> name.startsWith("groundcheck/"));
        DockerClientFactory.lazyClient()
                .createContainerCmd(image.name())
                .withLabels(LocalStackLeftovers.labels(killed))
                .exec();
        Path logs = stateFolder.resolve("logs");
        Path log = Files.writeString(LocalStackLeftovers.log(logs, killed), "what it said");

        LocalStackLeftovers.remove(logs);

        assertThat(containersOf(killed)).isEmpty();
        assertThat(log).doesNotExist();
        assertThat(containersOf(ProcessIdentity.current())).hasSize(1);
        assertThat(LocalStackLeftovers.log(logs, ProcessIdentity.current()))
                .content()
                .contains("Ready.");
    }

    @Test
    void the_container_ends_with_its_jvm() throws Exception {
        var jvm = new Command(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherJvm.class.getName()),
                stateFolder,
                environment(),
                STEP);

        ProcessResult result = new ProcessRunner().run(jvm, OutputListener.NONE);

        assertSucceeds(result);
        List<String> said = result.stdout().lines().toList();
        assertThat(said.get(said.size() - 1)).isEqualTo("containers while it runs: 1");
        String[] owner = said.get(said.size() - 2).split(" ", 2);
        var ended = new ProcessIdentity(Long.parseLong(owner[0]), Long.parseLong(owner[1]));
        // the engine takes its time to remove what it has stopped
        await().atMost(Duration.ofMinutes(1)).until(() -> containersOf(ended), List::isEmpty);
    }

    /** Starts LocalStack and ends without a word about it. */
    static final class OtherJvm {
        private OtherJvm() {}

        public static void main(String[] arguments) {
            LocalStackTarget.start(System.getenv());
            var self = ProcessIdentity.current();
            System.out.println(self.pid() + " " + self.startTime());
            System.out.println("containers while it runs: " + containersOf(self).size());
        }
    }

    @Test
    void terraform_applies_plans_nothing_more_and_destroys(@TempDir Path module) throws Exception {
        Files.copy(
                Repository.root().resolve("acceptance-tests/groundcheck/src/test/resources/localstack/main.tf"),
                module.resolve("main.tf"));

        assertSucceeds(terraform(module, "init", "-input=false"));
        assertSucceeds(terraform(module, "apply", "-input=false", "-auto-approve"));
        try (SsmClient ssm = target.client(SsmClient.builder());
                DynamoDbClient dynamo = target.client(DynamoDbClient.builder())) {
            assertThat(ssm.getParameter(request -> request.name("/groundcheck/localstack"))
                            .parameter()
                            .arn())
                    .isEqualTo("arn:aws:ssm:ap-southeast-1:000000000000:parameter/groundcheck/localstack");

            // -detailed-exitcode: 2 if the plan isn't empty
            assertSucceeds(terraform(module, "plan", "-input=false", "-detailed-exitcode"));
            assertSucceeds(terraform(module, "destroy", "-input=false", "-auto-approve"));

            assertThat(dynamo.listTables().tableNames()).doesNotContain("groundcheck-localstack");
            assertThat(ssm.getParameters(request -> request.names("/groundcheck/localstack"))
                            .parameters())
                    .isEmpty();
        }
    }

    private static ProcessResult terraform(Path module, String... arguments) throws IOException, InterruptedException {
        var argv = new ArrayList<>(List.of("terraform"));
        argv.addAll(List.of(arguments));
        argv.add("-no-color");
        Map<String, String> more = with(target.environment(), "TF_CLI_CONFIG_FILE", cliConfiguration());
        return new ProcessRunner()
                .run(new Command(argv, module, ChildEnvironment.of(System.getenv(), more), STEP), OutputListener.NONE);
    }

    private static String cliConfiguration() throws IOException, InterruptedException {
        var command = new Command(
                List.of(Repository.root().resolve("bin/provider-config").toString(), stateFolder.toString()),
                Repository.root(),
                System.getenv(),
                STEP);
        ProcessResult result = new ProcessRunner().run(command, OutputListener.NONE);
        assertSucceeds(result);
        return result.stdout().strip();
    }

    private static void assertSucceeds(ProcessResult result) {
        assertThat(result.exitCode())
                .as("%s%n%s%n%s", result.argv(), result.stdout(), String.join("\n", result.stderrTail()))
                .isZero();
    }

    private static List<Container> containersOf(ProcessIdentity owner) {
        return DockerClientFactory.lazyClient()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(LocalStackLeftovers.labels(owner))
                .exec();
    }

    private static URI endpoint() {
        return URI.create(target.environment().getOrDefault("AWS_ENDPOINT_URL", "none"));
    }

    private static Map<String, String> with(Map<String, String> env, String name, String value) {
        var more = new HashMap<>(env);
        more.put(name, value);
        return more;
    }
}
