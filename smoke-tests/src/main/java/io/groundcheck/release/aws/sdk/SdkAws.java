package io.groundcheck.release.aws.sdk;

import io.groundcheck.release.aws.Alarms;
import io.groundcheck.release.aws.Aws;
import io.groundcheck.release.aws.Containers;
import io.groundcheck.release.aws.Images;
import io.groundcheck.release.aws.LoadBalancer;
import io.groundcheck.release.aws.Parameters;
import io.groundcheck.release.aws.TaskLogs;
import io.groundcheck.release.foundation.Foundation;
import io.groundcheck.release.store.ObjectStore;
import io.groundcheck.target.Target;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.ssm.SsmClient;

/** AWS over the SDK, for one target and one foundation. A client is made when it is first needed. */
public final class SdkAws implements Aws {

    private static final Duration BULKY_ATTEMPT_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration BULKY_CALL_TIMEOUT = Duration.ofMinutes(10);

    private final Parameters parameters;
    private final ObjectStore objects;
    private final LoadBalancer loadBalancer;
    private final Containers containers;
    private final Images images;
    private final TaskLogs logs;
    private final Alarms alarms;

    public SdkAws(Target target, Foundation foundation) {
        this(target, foundation, Times.DEFAULT);
    }

    /** With other time-outs. */
    public SdkAws(Target target, Foundation foundation, Times times) {
        parameters = parameters(target, times);
        objects = new S3Objects(
                new Lazy<>(() -> target.client(s3(target).overrideConfiguration(patient(times)))),
                new Lazy<>(() -> target.client(s3(target).overrideConfiguration(bulky()))),
                foundation.bucket());
        loadBalancer = new ElbLoadBalancer(
                new Lazy<>(() ->
                        target.client(ElasticLoadBalancingV2Client.builder().overrideConfiguration(patient(times)))),
                new Lazy<>(() ->
                        target.client(ElasticLoadBalancingV2Client.builder().overrideConfiguration(once(times)))),
                foundation);
        containers = new EcsContainers(
                new Lazy<>(() -> target.client(EcsClient.builder().overrideConfiguration(patient(times)))), foundation);
        images = new EcrImages(
                new Lazy<>(() -> target.client(EcrClient.builder().overrideConfiguration(patient(times)))),
                foundation.repository().name());
        logs = new CloudWatchTaskLogs(
                new Lazy<>(() -> target.client(CloudWatchLogsClient.builder().overrideConfiguration(patient(times)))),
                foundation.logGroup());
        alarms = new CloudWatchAlarms(
                new Lazy<>(() -> target.client(CloudWatchClient.builder().overrideConfiguration(patient(times)))),
                foundation.alarms());
    }

    /** SSM of a target, before its foundation is known. */
    public static Parameters parameters(Target target, Times times) {
        return new SsmParameters(
                new Lazy<>(() -> target.client(SsmClient.builder().overrideConfiguration(patient(times)))));
    }

    static S3ClientBuilder s3(Target target) {
        return S3Client.builder().overrideConfiguration(patient(Times.DEFAULT)).forcePathStyle(!target.isReal());
    }

    /** A question may be asked again; each attempt and the whole have an end. */
    private static ClientOverrideConfiguration patient(Times times) {
        return ClientOverrideConfiguration.builder()
                .addExecutionInterceptor(new RetryLog())
                .apiCallAttemptTimeout(times.attempt())
                .apiCallTimeout(times.call())
                .build();
    }

    /** Thirty megabytes over a slow line. */
    private static ClientOverrideConfiguration bulky() {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(BULKY_ATTEMPT_TIMEOUT)
                .apiCallTimeout(BULKY_CALL_TIMEOUT)
                .build();
    }

    /** An order is sent once: a repetition could arrive after somebody else's. */
    static ClientOverrideConfiguration once(Times times) {
        return ClientOverrideConfiguration.builder()
                .addExecutionInterceptor(new LookBeforeSending())
                .apiCallTimeout(times.order())
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .build();
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @Override
    public LoadBalancer loadBalancer() {
        return loadBalancer;
    }

    @Override
    public Containers containers() {
        return containers;
    }

    @Override
    public Images images() {
        return images;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public TaskLogs logs() {
        return logs;
    }

    @Override
    public Alarms alarms() {
        return alarms;
    }
}
