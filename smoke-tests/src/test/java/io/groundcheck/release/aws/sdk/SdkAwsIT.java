package io.groundcheck.release.aws.sdk;

import static io.groundcheck.release.fake.Samples.SPECS;
import static io.groundcheck.release.fake.Samples.V1;
import static io.groundcheck.release.fake.Samples.V2;
import static io.groundcheck.release.fake.Samples.evidence;
import static io.groundcheck.release.fake.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.groundcheck.http.HttpProbe;
import io.groundcheck.http.Request;
import io.groundcheck.release.AwsException;
import io.groundcheck.release.cutover.HttpVersionProbe;
import io.groundcheck.release.cutover.Switch;
import io.groundcheck.release.cutover.SwitchBuilder;
import io.groundcheck.release.cutover.SwitchRequest;
import io.groundcheck.release.cutover.World;
import io.groundcheck.release.evidence.EvidenceKeeper;
import io.groundcheck.release.evidence.EvidenceStore;
import io.groundcheck.release.fake.FakeAws;
import io.groundcheck.release.gate.GateRefusedException;
import io.groundcheck.release.journal.JournalStore;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.lease.LeaseSettings;
import io.groundcheck.release.lease.Leases;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Nonces;
import io.groundcheck.release.record.Previous;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.state.TargetHealth;
import io.groundcheck.release.state.Traffic;
import io.groundcheck.release.store.CompareAndSwap;
import io.groundcheck.release.store.PutResult;
import io.groundcheck.release.time.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The adapters against an emulated AWS that stores, forwards and checks health for real. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SdkAwsIT {

    private @Nullable EmulatedAccount account;
    private @Nullable SdkAws aws;

    @BeforeAll
    void build() throws IOException {
        account = new EmulatedAccount(Map.of(Colour.BLUE, V1, Colour.GREEN, V2));
        aws = new SdkAws(account.target, account.foundation);
    }

    @AfterAll
    void end() {
        account().close();
    }

    @Test
    @Order(1)
    void a_new_rule_is_closed_and_answers_503() throws IOException {
        assertThat(aws().loadBalancer().traffic()).isEqualTo(new Traffic.Closed());
        assertThat(status()).isEqualTo(503);
    }

    /** fakecloud hangs up after a write that it refused by its head: what comes next must not get that connection. */
    @Test
    @Order(2)
    void a_write_goes_through_right_after_many_that_were_refused() throws InterruptedException, ExecutionException {
        for (var round = 0; round < 10; round++) {
            var key = "burst-" + round;
            race(i -> aws().objects().create(key, bytes("body " + i)) instanceof PutResult.Written);

            assertThat(aws().objects().create("after-" + key, bytes("x"))).isInstanceOf(PutResult.Written.class);
        }
    }

    @Test
    @Order(2)
    void one_of_sixteen_racing_creates_wins() throws InterruptedException, ExecutionException {
        assertThat(race(i -> aws().objects().create("race", bytes("body " + i)) instanceof PutResult.Written))
                .isEqualTo(1);
    }

    @Test
    @Order(2)
    void one_of_sixteen_racing_swaps_wins() throws InterruptedException, ExecutionException {
        aws().objects().create("swap", bytes("first"));
        var etag = aws().objects().read("swap").orElseThrow().etag();

        assertThat(race(i -> new CompareAndSwap(aws().objects(), Ticker.system())
                        .write("swap", bytes("body " + i), Optional.of(etag))
                        .isPresent()))
                .isEqualTo(1);
    }

    @Test
    @Order(2)
    void an_object_that_is_not_there_is_empty_and_cannot_be_replaced() {
        assertThat(aws().objects().read("nothing")).isEmpty();
        assertThat(aws().objects().replace("nothing", bytes("x"), "\"etag\""))
                .isEqualTo(new PutResult.PreconditionFailed());
    }

    @Test
    @Order(2)
    void lists_what_is_under_a_prefix() {
        aws().objects().create("some/a", bytes("a"));
        aws().objects().create("some/b", bytes("b"));

        assertThat(aws().objects().list("some/")).extracting("key").containsExactlyInAnyOrder("some/a", "some/b");
    }

    @Test
    @Order(2)
    void reads_a_secret_and_never_prints_it() {
        try (var ssm = account().target.client(SsmClient.builder())) {
            ssm.putParameter(put ->
                    put.name("/it/token").type(ParameterType.SECURE_STRING).value("s3cr3t"));
        }

        var secret = aws().parameters().readSecret("/it/token").orElseThrow();

        assertThat(secret.reveal()).isEqualTo("s3cr3t");
        assertThat(secret).hasToString("(secret)");
        assertThat(aws().parameters().read("/it/nothing")).isEmpty();
    }

    @Test
    @Order(2)
    void an_unknown_tag_is_empty_and_an_unknown_repository_an_error() {
        assertThatThrownBy(() -> aws().images().digestOf("v1"))
                .isInstanceOf(AwsException.class)
                .hasMessageStartingWith(
                        "ecr:DescribeImages of release-it:v1 was refused: RepositoryNotFoundException: ");
        try (var ecr = account().target.client(EcrClient.builder())) {
            ecr.createRepository(create -> create.repositoryName("release-it"));
        }

        assertThat(aws().images().digestOf("v1")).isEmpty();
    }

    @Test
    @Order(3)
    @Tag("P13")
    void cuts_over_rolls_back_once_and_cuts_over_again() throws IOException {
        healthy(Colour.BLUE);
        healthy(Colour.GREEN);
        var containers = stage();

        say(containers, new SwitchRequest.CutOver(V1));
        assertThat(users()).contains("\"colour\":\"blue\"");

        say(containers, new SwitchRequest.CutOver(V2));
        assertThat(users()).contains("\"colour\":\"green\"");
        assertThat(records().read().value().previous()).contains(new Previous(Colour.BLUE, V1));

        say(containers, new SwitchRequest.RollBack());
        assertThat(say(containers, new SwitchRequest.RollBack())).startsWith("already rolled back");
        assertThat(users()).contains("\"colour\":\"blue\"");

        say(containers, new SwitchRequest.CutOver(V2));
        assertThat(users()).contains("\"colour\":\"green\"");
        forwardsToOneGroupWithoutStickiness();
    }

    /** What happened behind the gate's back: S3 names each write of a key, and the record named the first. */
    @Test
    @Order(4)
    void refuses_evidence_that_was_written_over_deleted_and_made_anew_or_added() {
        var containers = stagedTasks();
        var key = "evidence/stage-v1/run-1.json";
        var back = new SwitchRequest.CutOver(V1);
        assertThat(records().read().value().live()).contains(Colour.GREEN);
        try (var s3 = account().target.client(SdkAws.s3(account().target))) {
            var bucket = account().foundation.bucket();
            var original = aws().objects().read(key).orElseThrow();
            s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(original.body()));
            assertThat(say(containers, back)).startsWith("the evidence of run run-1 is version ");

            s3.deleteObject(delete -> delete.bucket(bucket).key(key));
            s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(original.body()));
            assertThat(say(containers, back))
                    .startsWith("the evidence of run run-1 is version ")
                    .contains("but the record names version "
                            + original.versionId().orElseThrow() + ": somebody wrote it over");

            var forged = new String(original.body(), StandardCharsets.UTF_8).replace("\"run-1\"", "\"run-2\"");
            s3.putObject(put -> put.bucket(bucket).key(key.replace("run-1", "run-2")), RequestBody.fromString(forged));
            assertThat(say(containers, back))
                    .startsWith("run run-2 decides for stage stage-v1 on blue, but the record names run run-1: ");
        }

        assertThat(aws().loadBalancer().traffic()).isEqualTo(new Traffic.To(Colour.GREEN));
    }

    @Test
    @Order(5)
    void two_groups_are_neither_colour() {
        try (var elb = account().target.client(ElasticLoadBalancingV2Client.builder())) {
            var both = Action.builder()
                    .type(ActionTypeEnum.FORWARD)
                    .forwardConfig(forward ->
                            forward.targetGroups(List.of(weighted(Colour.BLUE, 9), weighted(Colour.GREEN, 1))))
                    .build();
            elb.modifyRule(modify ->
                    modify.ruleArn(account().foundation.rules().live()).actions(List.of(both)));
        }

        assertThat(aws().loadBalancer().traffic())
                .isEqualTo(new Traffic.Elsewhere("several target groups: blue with weight 9 and green with weight 1"));
    }

    @Test
    @Order(6)
    void a_bucket_that_is_gone_is_an_error_that_names_it() {
        var gone = new S3Objects(
                () -> account().target.client(SdkAws.s3(account().target)),
                () -> account().target.client(SdkAws.s3(account().target)),
                "no-such-bucket");

        assertThatThrownBy(() -> gone.create("k", bytes("x")))
                .isInstanceOf(AwsException.class)
                .hasMessageStartingWith("s3:PutObject of s3://no-such-bucket/k was refused: NoSuchBucket: ");
    }

    private TargetGroupTuple weighted(Colour colour, int weight) {
        return TargetGroupTuple.builder()
                .targetGroupArn(account().foundation.targetGroups().get(colour))
                .weight(weight)
                .build();
    }

    private void forwardsToOneGroupWithoutStickiness() {
        try (var elb = account().target.client(ElasticLoadBalancingV2Client.builder())) {
            var action = elb.describeRules(
                            ask -> ask.ruleArns(account().foundation.rules().live()))
                    .rules()
                    .get(0)
                    .actions()
                    .get(0);
            assertThat(action.forwardConfig().targetGroups()).hasSize(1);
            var sticky = action.forwardConfig().targetGroupStickinessConfig();
            assertThat(sticky == null || !sticky.enabled()).isTrue();
        }
    }

    /** ECS has no part in this test: what runs is what the servers of this JVM say. */
    private FakeAws stage() {
        var containers = stagedTasks();
        var blue = new Staged("v1", V1, "stage-v1", 1, 1);
        var green = new Staged("v2", V2, "stage-v2", 1, 1);
        aws().objects()
                .create(
                        RecordStore.KEY,
                        Json.write(record(Optional.empty(), Optional.empty(), Optional.of(blue), Optional.of(green))));
        var evidence = new EvidenceKeeper(new EvidenceStore(aws().objects(), writes()), records());
        evidence.keep(evidence(Colour.BLUE, blue, containers.running.getOrDefault(Colour.BLUE, List.of())));
        evidence.keep(evidence(Colour.GREEN, green, containers.running.getOrDefault(Colour.GREEN, List.of())));
        return containers;
    }

    private static FakeAws stagedTasks() {
        var containers = new FakeAws();
        containers.up(Colour.BLUE, V1, 1);
        containers.up(Colour.GREEN, V2, 1);
        return containers;
    }

    private String say(FakeAws containers, SwitchRequest request) {
        try {
            return process(containers).run(request);
        } catch (GateRefusedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Switch process(FakeAws containers) {
        var world = new World(
                records(),
                new EvidenceStore(aws().objects(), writes()),
                new JournalStore(aws().objects(), writes()),
                new Leases(aws().objects(), writes(), Ticker.system(), Nonces.random(), LeaseSettings.DEFAULT),
                aws().loadBalancer(),
                containers.containers(),
                new HttpVersionProbe(account().url(), Duration.ofSeconds(3)));
        return new SwitchBuilder().build(world, SPECS, "SdkAwsIT");
    }

    private void healthy(Colour colour) {
        await("targets of " + colour)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    var targets = aws().loadBalancer().targets(colour);
                    return targets.size() == 1 && targets.stream().allMatch(TargetHealth::isHealthy);
                });
    }

    private RecordStore records() {
        return new RecordStore(aws().objects(), writes(), Nonces.random());
    }

    private CompareAndSwap writes() {
        return new CompareAndSwap(aws().objects(), Ticker.system());
    }

    private String users() throws IOException {
        var url = account().url();
        return HttpProbe.once(url, HttpProbe.addresses(url).get(0), Request.get("/version"), Duration.ofSeconds(5))
                .body();
    }

    private int status() throws IOException {
        var url = account().url();
        return HttpProbe.once(url, HttpProbe.addresses(url).get(0), Request.get("/version"), Duration.ofSeconds(5))
                .status();
    }

    private static long race(Contender contender) throws InterruptedException, ExecutionException {
        var pool = Executors.newFixedThreadPool(16);
        try {
            var all = pool.invokeAll(IntStream.range(0, 16)
                    .mapToObj(i -> (Callable<Boolean>) () -> contender.wins(i))
                    .toList());
            long winners = 0;
            for (var one : all) {
                winners += one.get() ? 1 : 0;
            }
            return winners;
        } finally {
            pool.shutdownNow();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private EmulatedAccount account() {
        return java.util.Objects.requireNonNull(account);
    }

    private SdkAws aws() {
        return java.util.Objects.requireNonNull(aws);
    }

    /** One of sixteen. */
    private interface Contender {
        boolean wins(int number);
    }
}
