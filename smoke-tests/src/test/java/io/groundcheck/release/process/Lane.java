package io.groundcheck.release.process;

import static org.awaitility.Awaitility.await;

import io.groundcheck.emulator.SharedEmulators;
import io.groundcheck.release.aws.sdk.EmulatedAccount;
import io.groundcheck.release.aws.sdk.SdkAws;
import io.groundcheck.release.evidence.Evidence;
import io.groundcheck.release.evidence.EvidenceKeeper;
import io.groundcheck.release.evidence.EvidenceStore;
import io.groundcheck.release.fake.Samples;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.lease.LeaseSettings;
import io.groundcheck.release.lease.Leases;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import io.groundcheck.release.record.Nonces;
import io.groundcheck.release.record.Previous;
import io.groundcheck.release.record.RecordStore;
import io.groundcheck.release.record.ReleaseRecord;
import io.groundcheck.release.record.Staged;
import io.groundcheck.release.smoke.ExpectedScenarios;
import io.groundcheck.release.smoke.ServiceDouble;
import io.groundcheck.release.smoke.SpecVersion;
import io.groundcheck.release.state.TargetHealth;
import io.groundcheck.release.state.Traffic;
import io.groundcheck.release.store.CompareAndSwap;
import io.groundcheck.release.time.Ticker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A foundation of its own, for command lines that run as processes: bucket, rule and targets are the emulator's, ECS and
 * ECR are played. v1 runs on blue, served by {@link ServiceDouble}, v2 on green. States are written directly, so that
 * hundreds of runs begin where they are meant to.
 */
public final class Lane implements AutoCloseable {

    /** v1's image, which runs on blue. */
    public static final Digest BLUE = new Digest(ServiceDouble.DIGEST);

    /** v2's image, which runs on green. */
    public static final Digest GREEN = Samples.V2;

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path JAR = ROOT.resolve("smoke-tests/target/release.jar");

    /** What {@code RELEASE_TEST_QUICK} sets. */
    static final Duration LEASE = Duration.ofSeconds(2);

    private final String name;
    private final Path folder;
    private final ServiceDouble v1 = ServiceDouble.with();
    private final PlayedEcs ecs = new PlayedEcs();
    private final EmulatedAccount account;
    private final AwsProxy proxy;
    private final S3Client s3;
    private final ElasticLoadBalancingV2Client elb;

    /** A lane in an emulator that others may share. */
    public Lane(SharedEmulators emulators, String name, Path folder) throws IOException {
        this.name = name;
        this.folder = folder;
        this.account = new EmulatedAccount(
                emulators,
                name,
                Map.of(Colour.BLUE, BLUE, Colour.GREEN, GREEN),
                Map.of(Colour.BLUE, v1.url().getPort()),
                true);
        account.publish();
        account.alarm("OK");
        this.proxy = new AwsProxy(
                URI.create(Objects.requireNonNull(account.target.environment().get("AWS_ENDPOINT_URL"))), ecs);
        StateFile.write(folder.resolve("state"), proxy.url(), account.target);
        this.s3 = account.target.client(S3Client.builder());
        this.elb = account.target.client(ElasticLoadBalancingV2Client.builder());
    }

    /** Waits until both colours' targets take requests. */
    public Lane healthy() {
        var balancer = new SdkAws(account.target, account.foundation).loadBalancer();
        for (var colour : Colour.values()) {
            await("targets of " + colour)
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> balancer.targets(colour).stream().anyMatch(TargetHealth::isHealthy));
        }
        return this;
    }

    // States

    /** v2 is live on green, v1 is staged on blue, and all its scenarios passed. */
    public void v1IsReady() {
        begin(record(Colour.GREEN, Optional.empty()));
        var objects = new SdkAws(account.target, account.foundation).objects();
        new EvidenceKeeper(new EvidenceStore(objects, new CompareAndSwap(objects, Ticker.system())), records())
                .keep(evidence());
    }

    /** v2 is live on green, v1 is staged on blue, and nobody has tested it. */
    public void v1IsStaged() {
        begin(record(Colour.GREEN, Optional.empty()));
    }

    /** v1 has gone live on blue; v2 still runs on green. */
    public void v1IsLive() {
        begin(record(Colour.BLUE, Optional.of(new Previous(Colour.GREEN, GREEN))));
    }

    private static ReleaseRecord record(Colour live, Optional<Previous> previous) {
        return Samples.record(
                Optional.of(live),
                previous,
                Optional.of(new Staged("v1", BLUE, "stage-v1", 1, 1)),
                Optional.of(new Staged("v2", GREEN, "stage-v2", 1, 1)));
    }

    private void begin(ReleaseRecord record) {
        for (var each : s3.listObjectVersions(list -> list.bucket(bucket())).versions()) {
            s3.deleteObject(delete -> delete.bucket(bucket()).key(each.key()).versionId(each.versionId()));
        }
        put(RecordStore.KEY, Json.write(record));
        ecs.runs(name, Colour.BLUE, BLUE, 1);
        ecs.runs(name, Colour.GREEN, GREEN, 1);
        ecs.tagged("v3", Samples.V3);
        forward(record.live().orElseThrow());
        proxy.reset();
    }

    /** From now on v1 answers each request so much later. */
    void slowV1(Duration by) {
        v1.slowBy(by);
    }

    /** Moves traffic behind everybody's back. */
    void forward(Colour to) {
        elb.modifyRule(order -> order.ruleArn(account.foundation.rules().live())
                .actions(Action.builder()
                        .type(ActionTypeEnum.FORWARD)
                        .targetGroupArn(account.foundation.targetGroups().get(to))
                        .build()));
    }

    /** Makes the rule answer as one that Terraform had to create anew. */
    void closeRule() {
        elb.modifyRule(order -> order.ruleArn(account.foundation.rules().live())
                .actions(Action.builder()
                        .type(ActionTypeEnum.FIXED_RESPONSE)
                        .fixedResponseConfig(fixed -> fixed.statusCode("503")
                                .contentType("text/plain")
                                .messageBody("no release is live"))
                        .build()));
    }

    private Evidence evidence() {
        var expected = ExpectedScenarios.load();
        return new Evidence(
                Evidence.SCHEMA,
                "run-1",
                "stage-v1",
                Colour.BLUE,
                "v1",
                BLUE,
                SpecVersion.current(),
                Evidence.Outcome.PASSED,
                false,
                false,
                "http://localhost",
                Optional.of(new Evidence.Observed("v1", "abc", Optional.of(BLUE.value()), Optional.of("blue"))),
                List.of(BLUE.value()),
                List.of(PlayedEcs.arn(name, Colour.BLUE, 0)),
                expected,
                expected.stream()
                        .map(id -> new Evidence.Scenario(id, "passed", 1, Optional.empty()))
                        .toList(),
                Instant.EPOCH,
                Instant.EPOCH,
                "the test");
    }

    private void put(String key, byte[] body) {
        s3.putObject(put -> put.bucket(bucket()).key(key).contentType("application/json"), RequestBody.fromBytes(body));
    }

    // Commands

    /** Runs a command as a process. */
    Command release(Map<String, String> more, List<String> arguments) throws IOException, InterruptedException {
        return Command.run(folder, environment(more), Command.release(JAR, arguments.toArray(String[]::new)));
    }

    /** Starts one and goes on. */
    Process start(Map<String, String> more, List<String> arguments) throws IOException {
        return Command.start(folder, environment(more), Command.release(JAR, arguments.toArray(String[]::new)));
    }

    /** The environment of a command in this lane. */
    public Map<String, String> environment(Map<String, String> more) {
        var env = new HashMap<String, String>();
        env.put("TARGET", "fakecloud");
        env.put("EMULATOR", StateFile.INSTANCE);
        env.put("NAME", name);
        env.put("GROUNDCHECK_STATE_DIR", folder.resolve("state").toString());
        env.put("OUT", folder.resolve("out").toString());
        env.put("RELEASE_TEST_QUICK", "1");
        env.put("USER", "tester");
        env.put("HOSTNAME", "here");
        env.put("SMOKE_LATENCY_BUDGET", "5s");
        env.putAll(more);
        return env;
    }

    // What there is now

    /** Where the rule forwards to. */
    public Traffic traffic() {
        return new SdkAws(account.target, account.foundation).loadBalancer().traffic();
    }

    /** The record. */
    ReleaseRecord record() {
        return records().read().value();
    }

    /** Every version of an object, oldest first. */
    List<byte[]> versions(String key) {
        var all = new ArrayList<byte[]>();
        for (var each :
                s3.listObjectVersions(list -> list.bucket(bucket()).prefix(key)).versions()) {
            all.add(
                    0,
                    s3.getObjectAsBytes(
                                    get -> get.bucket(bucket()).key(each.key()).versionId(each.versionId()))
                            .asByteArray());
        }
        return all;
    }

    private RecordStore records() {
        var objects = new SdkAws(account.target, account.foundation).objects();
        return new RecordStore(objects, new CompareAndSwap(objects, Ticker.system()), Nonces.random());
    }

    /** How many smoke runs of v1 there is evidence of. */
    int evidenceOfV1() {
        return s3.listObjectsV2(list -> list.bucket(bucket()).prefix("evidence/stage-v1/"))
                .contents()
                .size();
    }

    /** How long somebody waits for a lease that a dead process may have left. */
    Duration waitForLease(String key) {
        var ticker = Ticker.system();
        var before = ticker.now();
        leases(key, LEASE).take("the test", 0).free();
        return ticker.now().minus(before);
    }

    /** Somebody takes the lease, and does nothing more. */
    void holdLease(String holder, Duration duration) {
        leases(Leases.KEY, duration).take(holder, record().epoch());
    }

    private Leases leases(String key, Duration duration) {
        var objects = new SdkAws(account.target, account.foundation).objects();
        var ticker = Ticker.system();
        var settings = new LeaseSettings(duration, Duration.ofSeconds(30), Duration.ofMillis(50));
        return new Leases(objects, new CompareAndSwap(objects, ticker), ticker, Nonces.random(), settings, key);
    }

    /** Everything that must hold after any command: record and rule say the same, and nothing is unfinished. */
    public List<String> unsettled() {
        var wrong = new ArrayList<String>();
        var record = record();
        record.pending().ifPresent(pending -> wrong.add("unfinished: " + pending));
        if (!traffic().target().equals(record.live())) {
            wrong.add("traffic goes to " + traffic() + ", but the record says " + record.live() + " is live");
        }
        return wrong;
    }

    /** What stands between the command line and the emulator. */
    public AwsProxy proxy() {
        return proxy;
    }

    PlayedEcs ecs() {
        return ecs;
    }

    EmulatedAccount account() {
        return account;
    }

    String name() {
        return name;
    }

    Path folder() {
        return folder;
    }

    private String bucket() {
        return account.foundation.bucket();
    }

    @Override
    public void close() {
        proxy.close();
        s3.close();
        elb.close();
        v1.close();
        account.close();
    }
}
