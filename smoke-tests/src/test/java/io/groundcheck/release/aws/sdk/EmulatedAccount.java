package io.groundcheck.release.aws.sdk;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.groundcheck.emulator.SharedEmulators;
import io.groundcheck.release.foundation.Foundation;
import io.groundcheck.release.json.Json;
import io.groundcheck.release.record.Colour;
import io.groundcheck.release.record.Digest;
import io.groundcheck.target.Target;
import io.groundcheck.target.TargetException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * What the foundation would make, made in seconds by the SDK in an emulator of its own: a bucket, and a load balancer
 * whose target groups hold two small servers of this JVM. Each answers {@code /version} as its colour.
 */
public final class EmulatedAccount implements AutoCloseable {

    /** What the candidate rules ask for. */
    public static final String TOKEN = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private final SharedEmulators emulators;
    private final String name;
    private final Map<Colour, HttpServer> servers = new EnumMap<>(Colour.class);
    private final Map<Colour, Digest> digests;
    private final boolean alarms;
    private final Map<Colour, Integer> ports = new EnumMap<>(Colour.class);

    /** The emulator it is in. */
    public final Target target;

    /** Its contract. */
    public final Foundation foundation;

    EmulatedAccount(Map<Colour, Digest> digests) throws IOException {
        this(new SharedEmulators(System.getenv()), "release-it", digests, Map.of(), false);
    }

    /**
     * One of several in the same emulator.
     *
     * @param name prefixes everything, so that two don't meet
     * @param alarms whether the contract names an alarm
     * @param ports what serves a colour, where it isn't to be one of this JVM's small servers
     */
    public EmulatedAccount(
            SharedEmulators emulators,
            String name,
            Map<Colour, Digest> digests,
            Map<Colour, Integer> ports,
            boolean alarms)
            throws IOException {
        this.emulators = emulators;
        this.name = name;
        this.digests = Map.copyOf(digests);
        this.ports.putAll(ports);
        this.alarms = alarms;
        this.target = emulators.target("fakecloud");
        this.foundation = build();
    }

    /** The one alarm of the contract, where there is one. */
    public String alarm() {
        return name + "-alarm";
    }

    /** The alarm's state: {@code OK} or {@code ALARM}. */
    public void alarm(String state) {
        try (var cloudWatch = target.client(CloudWatchClient.builder())) {
            cloudWatch.putMetricAlarm(put -> put.alarmName(alarm())
                    .metricName("HTTPCode_Target_5XX_Count")
                    .namespace("AWS/ApplicationELB")
                    .statistic("Sum")
                    .period(60)
                    .evaluationPeriods(1)
                    .threshold(0.0)
                    .comparisonOperator("GreaterThanThreshold"));
            cloudWatch.setAlarmState(
                    set -> set.alarmName(alarm()).stateValue(state).stateReason("set by the test"));
        }
    }

    /** Publishes the contract and the token, as the foundation does. */
    public void publish() {
        try (var ssm = target.client(SsmClient.builder())) {
            ssm.putParameter(put -> put.name(Foundation.parameter(name))
                    .type(ParameterType.STRING)
                    .value(Json.text(foundation)));
            ssm.putParameter(put -> put.name(foundation.tokenParameter())
                    .type(ParameterType.SECURE_STRING)
                    .value(TOKEN));
        }
    }

    /** Where users go; an emulated load balancer opens its port some moments after it was made. */
    public URI url() {
        return await("the load balancer's port")
                .ignoreExceptionsInstanceOf(TargetException.class)
                .until(this::port, url -> true);
    }

    private URI port() {
        return target.loadBalancerUrl(foundation.loadBalancer().arn(), foundation.url());
    }

    private Foundation build() throws IOException {
        try (var elb = target.client(ElasticLoadBalancingV2Client.builder());
                var ec2 = target.client(Ec2Client.builder());
                var s3 = target.client(S3Client.builder().forcePathStyle(true))) {
            var bucketName = name + "-release-" + target.account() + "-" + target.region();
            s3.createBucket(bucket -> bucket.bucket(bucketName));
            s3.putBucketVersioning(versions -> versions.bucket(bucketName)
                    .versioningConfiguration(on -> on.status(BucketVersioningStatus.ENABLED)));
            var vpc = ec2.createVpc(create -> create.cidrBlock("10.0.0.0/16"))
                    .vpc()
                    .vpcId();
            var balancer = elb.createLoadBalancer(create -> create.name(name)
                            .subnets(
                                    subnet(ec2, vpc, "10.0.0.0/24", "ap-southeast-1a"),
                                    subnet(ec2, vpc, "10.0.1.0/24", "ap-southeast-1b")))
                    .loadBalancers()
                    .get(0);
            var groups = new EnumMap<Colour, String>(Colour.class);
            for (var colour : Colour.values()) {
                groups.put(colour, group(elb, vpc, colour));
            }
            var closed = Action.builder()
                    .type(ActionTypeEnum.FIXED_RESPONSE)
                    .fixedResponseConfig(fixed ->
                            fixed.statusCode("503").contentType("text/plain").messageBody("no release is live"))
                    .build();
            var listener = elb.createListener(create -> create.loadBalancerArn(balancer.loadBalancerArn())
                            .port(80)
                            .protocol(ProtocolEnum.HTTP)
                            .defaultActions(List.of(closed)))
                    .listeners()
                    .get(0)
                    .listenerArn();
            var all = RuleCondition.builder()
                    .field("path-pattern")
                    .pathPatternConfig(path -> path.values("/*"))
                    .build();
            var live = elb.createRule(create -> create.listenerArn(listener)
                            .priority(100)
                            .conditions(List.of(all))
                            .actions(List.of(closed)))
                    .rules()
                    .get(0)
                    .ruleArn();
            var candidates = new Foundation.ByColour(
                    candidate(elb, listener, Colour.BLUE, groups), candidate(elb, listener, Colour.GREEN, groups));
            return new Foundation(
                    1,
                    name,
                    target.region(),
                    target.account(),
                    URI.create("http://" + balancer.dnsName()),
                    new Foundation.Cluster(name, "arn:cluster"),
                    "/" + name,
                    new Foundation.Repository(name, "url", "arn:repository"),
                    new Foundation.LoadBalancerRef(balancer.loadBalancerArn(), balancer.dnsName()),
                    listener,
                    new Foundation.Rules(live, candidates),
                    new Foundation.ByColour(
                            String.valueOf(groups.get(Colour.BLUE)), String.valueOf(groups.get(Colour.GREEN))),
                    bucketName,
                    "/" + name + "/candidate-token",
                    alarms ? List.of(alarm()) : List.of());
        }
    }

    private static String candidate(
            ElasticLoadBalancingV2Client elb, String listener, Colour colour, Map<Colour, String> groups) {
        return elb.createRule(create -> create.listenerArn(listener)
                        .priority(colour == Colour.BLUE ? 10 : 11)
                        .conditions(List.of(
                                header("X-Candidate-Colour", colour.toString()), header("X-Candidate-Token", TOKEN)))
                        .actions(List.of(Action.builder()
                                .type(ActionTypeEnum.FORWARD)
                                .targetGroupArn(groups.get(colour))
                                .build())))
                .rules()
                .get(0)
                .ruleArn();
    }

    private static RuleCondition header(String name, String value) {
        return RuleCondition.builder()
                .field("http-header")
                .httpHeaderConfig(header -> header.httpHeaderName(name).values(value))
                .build();
    }

    private static String subnet(Ec2Client ec2, String vpc, String cidr, String zone) {
        return ec2.createSubnet(create -> create.vpcId(vpc).cidrBlock(cidr).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    private String group(ElasticLoadBalancingV2Client elb, String vpc, Colour colour) throws IOException {
        var port = ports.containsKey(colour)
                ? ports.get(colour)
                : Integer.valueOf(serve(colour).getAddress().getPort());
        var group = elb.createTargetGroup(create -> create.name(name + "-" + colour)
                        .protocol(ProtocolEnum.HTTP)
                        .port(8080)
                        .vpcId(vpc)
                        .targetType(TargetTypeEnum.IP)
                        .healthCheckPath(ports.containsKey(colour) ? "/actuator/health/liveness" : "/version")
                        .healthCheckIntervalSeconds(5)
                        .healthyThresholdCount(2))
                .targetGroups()
                .get(0)
                .targetGroupArn();
        var here = TargetDescription.builder().id("127.0.0.1").port(port).build();
        elb.registerTargets(register -> register.targetGroupArn(group).targets(List.of(here)));
        return group;
    }

    private HttpServer serve(Colour colour) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/version", exchange -> {
            var body = ("{\"version\":\"v\",\"commit\":\"c\",\"digest\":\"" + digests.get(colour) + "\",\"colour\":\""
                            + colour + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        servers.put(colour, server);
        return server;
    }

    @Override
    public void close() {
        servers.values().forEach(server -> server.stop(0));
        emulators.close(); // of several in one emulator, the first to be closed ends it for all
    }
}
