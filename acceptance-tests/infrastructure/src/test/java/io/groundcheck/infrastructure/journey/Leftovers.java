package io.groundcheck.infrastructure.journey;

import io.groundcheck.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * What is still there, as each service itself answers: a state file that says "empty" is no proof, and the tagging API
 * doesn't list everything (measured on fakecloud: it lists nothing).
 */
final class Leftovers {

    private final Target target;
    private final List<String> found = new ArrayList<>();

    private Leftovers(Target target) {
        this.target = target;
    }

    /** Everything of that name, such as {@code vpc vpc-0123}. */
    static List<String> in(Target target, String name) {
        var leftovers = new Leftovers(target);
        leftovers.network(name);
        leftovers.compute(name);
        leftovers.data(name);
        leftovers.identity(name);
        return leftovers.found;
    }

    private void network(String name) {
        try (Ec2Client ec2 = target.client(Ec2Client.builder())) {
            // Filtered here: fakecloud answers a question for tags of internet gateways with all of them.
            Predicate<List<Tag>> ours = tags -> tags.stream()
                    .anyMatch(tag -> tag.key().equals("Project") && tag.value().equals(name));
            add(
                    "vpc",
                    ec2.describeVpcs().vpcs().stream()
                            .filter(v -> ours.test(v.tags()))
                            .map(v -> v.vpcId()));
            add(
                    "subnet",
                    ec2.describeSubnets().subnets().stream()
                            .filter(s -> ours.test(s.tags()))
                            .map(s -> s.subnetId()));
            add(
                    "security group",
                    ec2.describeSecurityGroups().securityGroups().stream()
                            .filter(g -> ours.test(g.tags()))
                            .map(g -> g.groupId()));
            add(
                    "internet gateway",
                    ec2.describeInternetGateways().internetGateways().stream()
                            .filter(g -> ours.test(g.tags()))
                            .map(g -> g.internetGatewayId()));
        }
        try (ElasticLoadBalancingV2Client elb = target.client(ElasticLoadBalancingV2Client.builder())) {
            addNamed(
                    "load balancer",
                    name,
                    elb.describeLoadBalancers().loadBalancers().stream().map(l -> l.loadBalancerName()));
            addNamed(
                    "target group",
                    name,
                    elb.describeTargetGroups().targetGroups().stream().map(g -> g.targetGroupName()));
        }
    }

    private void compute(String name) {
        try (EcsClient ecs = target.client(EcsClient.builder())) {
            addNamed(
                    "cluster",
                    name,
                    ecs.describeClusters(r -> r.clusters(ecs.listClusters().clusterArns())).clusters().stream()
                            .filter(cluster -> !cluster.status().equals("INACTIVE"))
                            .map(cluster -> cluster.clusterName()));
        }
        try (EcrClient ecr = target.client(EcrClient.builder())) {
            addNamed(
                    "repository",
                    name,
                    ecr.describeRepositories().repositories().stream().map(r -> r.repositoryName()));
        }
        try (CloudWatchLogsClient logs = target.client(CloudWatchLogsClient.builder())) {
            addNamed(
                    "log group",
                    "/" + name,
                    logs.describeLogGroups().logGroups().stream().map(g -> g.logGroupName()));
        }
        try (CloudWatchClient watch = target.client(CloudWatchClient.builder())) {
            addNamed(
                    "alarm",
                    name,
                    watch.describeAlarms().metricAlarms().stream().map(a -> a.alarmName()));
        }
    }

    private void data(String name) {
        try (DynamoDbClient dynamo = target.client(DynamoDbClient.builder())) {
            addNamed("table", name, dynamo.listTables().tableNames().stream());
        }
        try (S3Client s3 = target.client(S3Client.builder())) {
            addNamed("bucket", name, s3.listBuckets().buckets().stream().map(b -> b.name()));
        }
        try (SsmClient ssm = target.client(SsmClient.builder())) {
            addNamed(
                    "parameter",
                    "/" + name,
                    ssm.describeParameters().parameters().stream().map(p -> p.name()));
        }
    }

    private void identity(String name) {
        try (IamClient iam = target.client(IamClient.builder())) {
            addNamed("role", name, iam.listRoles().roles().stream().map(r -> r.roleName()));
            add(
                    "identity provider",
                    iam.listOpenIDConnectProviders().openIDConnectProviderList().stream()
                            .map(p -> p.arn()));
        }
    }

    private void addNamed(String kind, String name, Stream<String> names) {
        add(kind, names.filter(each -> each.startsWith(name)));
    }

    private void add(String kind, Stream<String> names) {
        names.forEach(each -> found.add(kind + " " + each));
    }
}
