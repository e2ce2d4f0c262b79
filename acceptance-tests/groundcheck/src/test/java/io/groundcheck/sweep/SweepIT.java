package io.groundcheck.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundcheck.emulator.SharedEmulators;
import io.groundcheck.files.UserFolders;
import io.groundcheck.ledger.Ledger;
import io.groundcheck.ledger.LedgerEntry;
import io.groundcheck.ledger.OrphanedCommands;
import io.groundcheck.process.OrphanedProcess;
import io.groundcheck.process.ProcessIdentity;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Target;
import io.groundcheck.target.Targets;
import io.groundcheck.terraform.LocalImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** C1: JVMs that are killed in the middle of an apply on an emulator, and what the next one makes of it. */
class SweepIT {

    private static final SharedEmulators EMULATORS = new SharedEmulators(System.getenv());
    private static final Path MODULES = Path.of("src/test/resources/modules");

    @TempDir
    Path folder;

    private final Map<String, String> more = new HashMap<>();

    @AfterAll
    static void end() {
        EMULATORS.close();
    }

    /** What the JVM runs that will be killed: MODULE NAME CIDR TAGGED. */
    static final class Applies {
        private Applies() {}

        public static void main(String[] arguments) {
            Stack stack = Stack.of(Path.of(arguments[0]), Targets.fromEnvironment(System.getenv()), "SweepIT")
                    .set("name", arguments[1])
                    .set("cidr_block", arguments[2]);
            if (Boolean.parseBoolean(arguments[3])) {
                stack.tagged();
            }
            stack.apply();
        }
    }

    /** The next run: any stack at all. */
    static final class NextRun {
        private NextRun() {}

        public static void main(String[] arguments) {
            Stack.of(Path.of(arguments[0]), Targets.fromEnvironment(System.getenv()), "NextRun")
                    .close();
        }
    }

    @Test
    void c01_the_terraform_of_a_killed_jvm_saves_its_state_and_the_next_run_destroys_it() throws Exception {
        Process jvm = applying("swept-1", "10.71.0.0/16", false);
        ProcessIdentity terraform = onlyEntry().command().orElseThrow();
        jvm.destroyForcibly().waitFor();
        assertThat(terraform.isAlive())
                .as("terraform outlives a killed JVM: its words go to a file, not into a broken pipe")
                .isTrue();

        Process next = jvm(NextRun.class, MODULES.resolve("called").toString());
        assertThat(next.waitFor(120, TimeUnit.SECONDS)).isTrue();

        String said = Files.readString(folder.resolve("NextRun.log"));
        assertThat(said)
                .contains("left by an earlier run: SweepIT: ")
                .contains("on endpoint: nothing is left")
                .contains("ended terraform, process " + terraform.pid())
                .contains("destroyed aws_vpc.this");
        assertThatNothingIsLeft("swept-1", "10.71.0.0/16");
    }

    /** The engine's command is a process of this machine, and can be killed, too; what it started is no child of its own. */
    @Test
    void c01_a_container_outlives_the_jvm_and_the_engines_command_and_is_asked_to_end_before_its_stack_is_destroyed()
            throws Exception {
        LocalImage.engineOrNotRun();
        try (var image = LocalImage.withTheTerraformOfThisMachine(folder)) {
            more.put("GROUNDCHECK_TERRAFORM", "container:" + image.name());
            Process jvm = applying("swept-4", "10.74.0.0/16", false);
            ProcessIdentity engine = onlyEntry().command().orElseThrow();
            jvm.destroyForcibly().waitFor();
            ProcessHandle.of(engine.pid()).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(10)).until(() -> !engine.isAlive());
            assertThat(image.containers()).as("containers that still apply").hasSize(1);

            Swept swept = sweep();

            assertThat(swept.said())
                    .contains("ended process ")
                    .contains("destroyed aws_vpc.this")
                    .endsWith("sweep: nothing is left\n");
            assertThat(swept.exitCode()).isZero();
            assertThat(image.containers()).isEmpty();
            assertThatNothingIsLeft("swept-4", "10.74.0.0/16");
        }
    }

    @Test
    void c01_what_terraform_was_killed_over_is_found_by_its_tag_and_destroyed_with_the_rest() throws Exception {
        Process jvm = applying("swept-2", "10.72.0.0/16", true);
        killAll(jvm);
        LedgerEntry entry = onlyEntry();
        assertThat(Files.readString(Path.of(entry.detail("workspace"), "terraform.tfstate")))
                .as("the state knows nothing of the network")
                .contains("aws_dynamodb_table")
                .doesNotContain("aws_vpc");

        Swept swept = sweep();

        assertThat(swept.said())
                .contains("took into the state: aws_vpc.this (vpc-")
                .contains("found because it carries this stack's tag")
                .contains("destroyed aws_dynamodb_table.this")
                .contains("destroyed aws_vpc.this")
                .endsWith("sweep: nothing is left\n");
        assertThat(swept.exitCode()).isZero();
        assertThatNothingIsLeft("swept-2", "10.72.0.0/16");
    }

    @Test
    void c01_what_may_be_somebody_elses_is_named_with_the_command_and_left_alone() throws Exception {
        Process jvm = applying("swept-3", "10.73.0.0/16", false);
        killAll(jvm);
        String id = onlyEntry().id();
        Vpc network = networks("10.73.0.0/16").get(0);

        Swept swept = sweep();

        assertThat(swept.said())
                .contains("destroyed aws_dynamodb_table.this")
                .contains("LEFT: aws_vpc.this: its create began at ")
                .contains(" and never ended; it may be " + network.vpcId()
                        + ", but others may be made just like it. Nothing was removed.")
                .contains("If it is, remove it with: aws ec2 delete-vpc --vpc-id " + network.vpcId() + " --region ")
                .endsWith("sweep: see to " + id + ", then run: bin/sweep --forget " + id + "\n");
        assertThat(swept.exitCode()).isEqualTo(1);
        assertThat(networks("10.73.0.0/16")).hasSize(1);
        assertThat(ledger().orphans()).as("still there for the next sweep").hasSize(1);

        try (var ec2 = fakecloud().client(Ec2Client.builder())) {
            ec2.deleteVpc(request -> request.vpcId(network.vpcId()));
        }
        assertThat(sweep().said()).endsWith("sweep: nothing is left\n");
        assertThatNothingIsLeft("swept-3", "10.73.0.0/16");
    }

    @Test
    void c01_a_stack_whose_emulator_is_gone_is_struck_out_and_one_whose_state_is_gone_is_not() throws IOException {
        Ledger ledger = ledger();
        Path workspace = Files.createDirectories(folder.resolve("workspace"));
        ledger.write(orphan("on-moto", "moto", workspace));
        ledger.write(orphan("elsewhere", "endpoint", folder.resolve("no-such-workspace")));

        Swept swept = sweep();

        assertThat(swept.said())
                .contains("it ended with its emulator at http://127.0.0.1:1")
                .contains("LEFT: its workspace " + folder.resolve("no-such-workspace") + " is gone");
        assertThat(swept.exitCode()).isEqualTo(1);
        assertThat(workspace).doesNotExist();
        assertThat(ledger.entries()).extracting(LedgerEntry::id).containsExactly("elsewhere");
        assertThat(run("--forget", "elsewhere").exitCode()).isZero();
        assertThat(run().said()).isEqualTo("sweep: nothing was left behind\n");
        assertThat(run("--forget", "elsewhere").exitCode()).isEqualTo(1);
        assertThat(run("--everything").exitCode()).isEqualTo(2);
    }

    private static LedgerEntry orphan(String id, String target, Path workspace) {
        return new LedgerEntry(
                id,
                LedgerEntry.Kind.STACK,
                new ProcessIdentity(ProcessHandle.current().pid(), 1),
                id,
                Map.of("workspace", workspace.toString(), "target", target, "endpoint", "http://127.0.0.1:1"));
    }

    /** A JVM whose Terraform has asked for a network, and waits for it. */
    private Process applying(String name, String cidr, boolean tagged) throws IOException {
        Process jvm = jvm(Applies.class, MODULES.resolve("lost").toString(), name, cidr, Boolean.toString(tagged));
        await().atMost(Duration.ofSeconds(90)).until(() -> !networks(cidr).isEmpty());
        return jvm;
    }

    /** The JVM, Terraform and the provider, all at once and without a word. */
    private void killAll(Process jvm) throws InterruptedException {
        jvm.destroyForcibly().waitFor();
        List<ProcessIdentity> left =
                OrphanedProcess.withVariable(OrphanedCommands.MARK, onlyEntry().id());
        assertThat(left).as("terraform").isNotEmpty();
        left.forEach(process -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly));
        await().atMost(Duration.ofSeconds(10)).until(() -> left.stream().noneMatch(ProcessIdentity::isAlive));
    }

    private Process jvm(Class<?> main, String... arguments) throws IOException {
        var argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        argv.addAll(List.of(arguments));
        var builder = new ProcessBuilder(argv);
        builder.environment().putAll(environment());
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve(main.getSimpleName() + ".log").toFile())
                .start();
    }

    private Map<String, String> environment() {
        var env = new HashMap<>(System.getenv());
        env.put("GROUNDCHECK_STATE_DIR", folder.resolve("state").toString());
        env.put("TARGET", "endpoint");
        env.putAll(fakecloud().environment());
        env.putAll(more);
        return env;
    }

    private record Swept(int exitCode, String said) {}

    private Swept sweep() {
        return run();
    }

    private Swept run(String... arguments) {
        var said = new ByteArrayOutputStream();
        int exitCode =
                Sweep.run(List.of(arguments), environment(), new PrintStream(said, true, StandardCharsets.UTF_8));
        return new Swept(exitCode, said.toString(StandardCharsets.UTF_8));
    }

    private Ledger ledger() {
        return Ledger.in(UserFolders.of(environment()));
    }

    private LedgerEntry onlyEntry() {
        List<LedgerEntry> entries = ledger().entries().stream()
                .filter(entry -> entry.kind() == LedgerEntry.Kind.STACK)
                .toList();
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private static Target fakecloud() {
        return EMULATORS.target("fakecloud");
    }

    private static List<Vpc> networks(String cidr) {
        try (var ec2 = fakecloud().client(Ec2Client.builder())) {
            return ec2.describeVpcs().vpcs().stream()
                    .filter(vpc -> cidr.equals(vpc.cidrBlock()))
                    .toList();
        }
    }

    private void assertThatNothingIsLeft(String name, String cidr) throws IOException {
        assertThat(networks(cidr)).isEmpty();
        try (var ec2 = fakecloud().client(Ec2Client.builder());
                var dynamoDb = fakecloud().client(DynamoDbClient.builder())) {
            assertThat(ec2.describeSubnets().subnets())
                    .noneMatch(subnet -> subnet.cidrBlock().startsWith(cidr.substring(0, 5)));
            assertThat(dynamoDb.listTables().tableNames()).doesNotContain(name);
        }
        assertThat(ledger().entries()).isEmpty();
        try (var stacks = Files.list(folder.resolve("state/stacks"))) {
            assertThat(stacks).isEmpty();
        }
    }
}
