package io.groundcheck.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.groundcheck.files.UserFolders;
import io.groundcheck.http.HttpProbe;
import io.groundcheck.http.Request;
import io.groundcheck.ledger.Ledger;
import io.groundcheck.ledger.LedgerEntry;
import io.groundcheck.process.ProcessIdentity;
import io.groundcheck.target.Capability;
import io.groundcheck.target.EmulatorMissingException;
import io.groundcheck.target.Target;
import io.groundcheck.target.TargetException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.sts.StsClient;

class EmulatorsIT {

    @TempDir
    Path folder;

    @Test
    void starts_each_once_answers_and_ends_it() {
        Map<String, String> env = env();
        Ledger ledger = Ledger.in(UserFolders.of(env));
        LedgerEntry entry;
        try (var emulators = new SharedEmulators(env)) {
            Target moto = emulators.target("moto");
            assertThat(emulators.target("moto")).isSameAs(moto);
            assertThat(moto.capabilities()).containsExactly(Capability.CONTROL_PLANE);
            try (StsClient sts = moto.client(StsClient.builder())) {
                assertThat(sts.getCallerIdentity().account()).isEqualTo(moto.account());
            }
            assertThat(ledger.entries()).hasSize(1);
            entry = ledger.entries().get(0);
            assertThat(entry.process().isAlive()).isTrue();
        }
        assertThat(entry.process().isAlive()).isFalse();
        assertThat(ledger.entries()).isEmpty();
    }

    @Test
    void fakecloud_tells_where_a_load_balancer_answers() {
        try (var emulators = new SharedEmulators(env())) {
            Target fakecloud = emulators.target("fakecloud");
            assertThat(fakecloud.capabilities()).contains(Capability.TRAFFIC, Capability.IDENTITY, Capability.REGISTRY);
            try (Ec2Client ec2 = fakecloud.client(Ec2Client.builder());
                    var elb = fakecloud.client(ElasticLoadBalancingV2Client.builder())) {
                String vpc = ec2.createVpc(create -> create.cidrBlock("10.0.0.0/16"))
                        .vpc()
                        .vpcId();
                String a = subnet(ec2, vpc, "10.0.0.0/24", fakecloud.region() + "a");
                String b = subnet(ec2, vpc, "10.0.1.0/24", fakecloud.region() + "b");
                String arn = elb.createLoadBalancer(create -> create.name("x").subnets(a, b))
                        .loadBalancers()
                        .get(0)
                        .loadBalancerArn();
                Action closed = Action.builder()
                        .type(ActionTypeEnum.FIXED_RESPONSE)
                        .fixedResponseConfig(fixed -> fixed.statusCode("503").messageBody("closed"))
                        .build();
                elb.createListener(create -> create.loadBalancerArn(arn)
                        .port(80)
                        .protocol(ProtocolEnum.HTTP)
                        .defaultActions(List.of(closed)));
                URI users = URI.create("http://x.elb.amazonaws.com");
                await().ignoreExceptionsInstanceOf(TargetException.class).untilAsserted(() -> {
                    URI url = fakecloud.loadBalancerUrl(arn, users);
                    var address = HttpProbe.addresses(url).get(0);
                    assertThat(HttpProbe.once(url, address, Request.get("/"), Duration.ofSeconds(5)))
                            .satisfies(response -> assertThat(response.status()).isEqualTo(503))
                            .satisfies(response -> assertThat(response.body()).isEqualTo("closed"));
                });
                assertThatThrownBy(() -> fakecloud.loadBalancerUrl("arn:other", users))
                        .isInstanceOf(TargetException.class)
                        .hasMessageContaining(" knows no load balancer arn:other; it has [" + arn + "].");
            }
        }
    }

    private static String subnet(Ec2Client ec2, String vpc, String cidr, String zone) {
        return ec2.createSubnet(create -> create.vpcId(vpc).cidrBlock(cidr).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    @Test
    void ends_what_a_killed_run_left_with_the_stacks_that_lived_on_it() throws IOException {
        Map<String, String> env = env();
        Ledger ledger = Ledger.in(UserFolders.of(env));
        Process left = new ProcessBuilder("sleep", "60").start();
        ProcessIdentity identity = ProcessIdentity.of(left.pid());
        var killed = new ProcessIdentity(ProcessHandle.current().pid(), 1);
        Path workspace = Files.createDirectories(folder.resolve("state/stacks/x"));
        ledger.write(new LedgerEntry(
                "moto-x",
                LedgerEntry.Kind.PROCESS,
                killed,
                "moto",
                Map.of(
                        "pid", Long.toString(identity.pid()),
                        "start_time", Long.toString(identity.startTime()),
                        "endpoint", "http://127.0.0.1:1")));
        ledger.write(stack("on-it", killed, workspace, "http://127.0.0.1:1"));
        ledger.write(stack("elsewhere", killed, folder, "http://127.0.0.1:2"));
        ledger.write(stack("of-another", ProcessIdentity.current(), folder, "http://127.0.0.1:1"));

        OrphanedEmulators.end(ledger);

        await().until(() -> !left.isAlive());
        assertThat(ledger.entries()).extracting(LedgerEntry::id).containsExactly("elsewhere", "of-another");
        assertThat(workspace).doesNotExist();
        assertThat(folder).exists();
    }

    private static LedgerEntry stack(String id, ProcessIdentity owner, Path workspace, String endpoint) {
        return new LedgerEntry(
                id,
                LedgerEntry.Kind.STACK,
                owner,
                "a stack",
                Map.of("workspace", workspace.toString(), "endpoint", endpoint));
    }

    @Test
    void should_say_where_it_looked_if_an_emulator_is_not_installed() {
        Map<String, String> env = new HashMap<>(env());
        env.put("PATH", "/nowhere");
        env.put("GROUNDCHECK_CACHE_DIR", folder.toString());
        try (var emulators = new SharedEmulators(env)) {
            assertThatThrownBy(() -> emulators.target("fakecloud"))
                    .isInstanceOf(EmulatorMissingException.class)
                    .hasMessage("fakecloud is neither on PATH nor in " + folder + "/fakecloud. Run `make setup`, or"
                            + " `cargo install --locked fakecloud`.");
        }
    }

    @Test
    void should_show_the_end_of_its_log_if_it_ends_at_once() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path broken = Files.writeString(bin.resolve("fakecloud"), "#!/bin/sh\necho 'no room left' >&2\nexit 1\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        Map<String, String> env = new HashMap<>(env());
        env.put("PATH", bin + ":" + env.get("PATH"));
        try (var emulators = new SharedEmulators(env)) {
            assertThatThrownBy(() -> emulators.target("fakecloud"))
                    .isInstanceOf(TargetException.class)
                    .hasMessageStartingWith("fakecloud ended. The end of its log ")
                    .hasMessageEndingWith(":\nno room left");
        }
        assertThat(Ledger.in(UserFolders.of(env)).entries()).isEmpty();
    }

    /** This machine's programs and caches, and a state folder of the test's own. */
    private Map<String, String> env() {
        Map<String, String> env = new HashMap<>(System.getenv());
        env.remove("EMULATOR");
        env.put("GROUNDCHECK_STATE_DIR", folder.resolve("state").toString());
        return env;
    }
}
