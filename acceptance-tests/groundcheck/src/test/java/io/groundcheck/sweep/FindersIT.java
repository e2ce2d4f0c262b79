package io.groundcheck.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundcheck.emulator.SharedEmulators;
import io.groundcheck.plan.Plan;
import io.groundcheck.plan.Value;
import io.groundcheck.target.Target;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import tools.jackson.databind.json.JsonMapper;

/** Each type that a sweep can look for: made through the service's API, and found by what a plan would say of it. */
class FindersIT {

    private static final SharedEmulators EMULATORS = new SharedEmulators(System.getenv());
    private static final String NAME = "found";
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    private final Instant began = Instant.now();
    private final Target target = EMULATORS.target("fakecloud");

    @AfterAll
    static void end() {
        EMULATORS.close();
    }

    @Test
    void finds_each_type_it_knows_and_says_how_sure_it_is() {
        Map<String, Map<String, Object>> planned = new TreeMap<>();
        Set<String> ours = Set.of(makeNetwork(planned));
        makeNamed(planned);

        assertThat(planned.keySet()).as("every type that can be looked for").isEqualTo(Finders.types());
        var unsure = Set.of("aws_vpc", "aws_ecs_cluster");
        planned.forEach((type, attributes) -> {
            Finding finding = Finders.find(wanted(type, attributes, began, type.equals("aws_vpc") ? Set.of() : ours));
            if (unsure.contains(type)) {
                assertThat(finding).as(type).isInstanceOf(Finding.Likely.class);
            } else {
                assertThat(finding).as(type).isInstanceOf(Finding.Certain.class);
            }
        });
        // whatever was there before the create began is somebody else's
        var older = Set.of(
                "aws_dynamodb_table",
                "aws_s3_bucket",
                "aws_iam_role",
                "aws_cloudwatch_log_group",
                "aws_ssm_parameter",
                "aws_lb",
                "aws_ecr_repository");
        older.forEach(type -> assertThat(Finders.find(wanted(
                        type,
                        planned.getOrDefault(type, Map.of()),
                        Instant.now().plusSeconds(5),
                        ours)))
                .as(type)
                .isInstanceOf(Finding.Likely.class));
        planned.forEach((type, attributes) -> {
            var other = new TreeMap<>(attributes);
            other.replaceAll((name, value) -> switch (name) {
                case "name", "bucket" -> "never-made";
                case "cidr_block" -> "10.99.0.0/24";
                case "vpc_id" -> "vpc-none";
                default -> value;
            });
            other.put("tags", Map.of("Name", "never-made"));
            assertThat(Finders.find(wanted(type, other, began, Set.of())))
                    .as(type)
                    .isInstanceOf(Finding.Absent.class);
        });
        assertThat(Finders.find(wanted("aws_sns_topic", Map.of(), began, Set.of())))
                .isEqualTo(new Finding.Unknown("groundcheck can't look for a aws_sns_topic"));
        assertThat(Finders.find(wanted("aws_s3_bucket", Map.of(), began, Set.of())))
                .isEqualTo(new Finding.Unknown("its name isn't known before apply"));
    }

    private String makeNetwork(Map<String, Map<String, Object>> planned) {
        try (var ec2 = target.client(Ec2Client.builder());
                var elb = target.client(ElasticLoadBalancingV2Client.builder())) {
            String vpc = ec2.createVpc(request -> request.cidrBlock("10.74.0.0/16"))
                    .vpc()
                    .vpcId();
            planned.put("aws_vpc", Map.of("cidr_block", "10.74.0.0/16"));
            String subnet = ec2.createSubnet(request -> request.vpcId(vpc).cidrBlock("10.74.1.0/24"))
                    .subnet()
                    .subnetId();
            planned.put("aws_subnet", Map.of("vpc_id", vpc, "cidr_block", "10.74.1.0/24"));
            ec2.createSecurityGroup(
                    request -> request.vpcId(vpc).groupName(NAME).description(NAME));
            planned.put("aws_security_group", Map.of("vpc_id", vpc, "name", NAME));
            String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
            ec2.attachInternetGateway(request -> request.vpcId(vpc).internetGatewayId(gateway));
            planned.put("aws_internet_gateway", Map.of("vpc_id", vpc));
            ec2.createRouteTable(request -> request.vpcId(vpc));
            planned.put("aws_route_table", Map.of("vpc_id", vpc));
            elb.createLoadBalancer(request -> request.name(NAME).subnets(subnet));
            planned.put("aws_lb", Map.of("name", NAME));
            elb.createTargetGroup(request ->
                    request.name(NAME).vpcId(vpc).port(80).protocol("HTTP").targetType("ip"));
            planned.put("aws_lb_target_group", Map.of("name", NAME, "vpc_id", vpc));
            return vpc;
        }
    }

    private void makeNamed(Map<String, Map<String, Object>> planned) {
        try (var dynamoDb = target.client(DynamoDbClient.builder());
                var s3 = target.client(S3Client.builder());
                var iam = target.client(IamClient.builder());
                var ecr = target.client(EcrClient.builder());
                var ecs = target.client(EcsClient.builder());
                var logs = target.client(CloudWatchLogsClient.builder());
                var ssm = target.client(SsmClient.builder())) {
            dynamoDb.createTable(request -> request.tableName(NAME)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build()));
            s3.createBucket(request -> request.bucket(NAME));
            iam.createRole(request -> request.roleName(NAME).assumeRolePolicyDocument(TRUST));
            ecr.createRepository(request -> request.repositoryName(NAME));
            ecs.createCluster(request -> request.clusterName(NAME));
            logs.createLogGroup(request -> request.logGroupName(NAME));
            ssm.putParameter(request -> request.name(NAME).value("x").type(ParameterType.STRING));
        }
        for (String type : Set.of(
                "aws_dynamodb_table",
                "aws_iam_role",
                "aws_ecr_repository",
                "aws_ecs_cluster",
                "aws_cloudwatch_log_group",
                "aws_ssm_parameter")) {
            planned.put(type, Map.of("name", NAME));
        }
        planned.put("aws_s3_bucket", Map.of("bucket", NAME));
    }

    private Wanted wanted(String type, Map<String, Object> attributes, Instant since, Set<String> known) {
        String plan = JsonMapper.shared()
                .writeValueAsString(Map.of("format_version", "1.2", "resource_changes", new Object[] {
                    Map.of("address", "x.y", "change", Map.of("actions", new String[] {"create"}, "after", attributes))
                }));
        Value after = Plan.parse(plan).change("x.y").orElseThrow().change().after();
        return new Wanted(type, after, since, known, "stack", target);
    }
}
