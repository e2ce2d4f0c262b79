package io.groundcheck.sweep;

import io.groundcheck.sweep.Finders.Finder;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Tables, buckets, roles, log groups and parameters: each has a name that only one can have, and a time of birth. */
final class StorageFinders {

    private static final Finding.Unknown NO_NAME = new Finding.Unknown("its name isn't known before apply");

    private StorageFinders() {}

    static Map<String, Finder> all() {
        return Map.of(
                "aws_dynamodb_table", StorageFinders::table,
                "aws_s3_bucket", StorageFinders::bucket,
                "aws_iam_role", StorageFinders::role,
                "aws_cloudwatch_log_group", StorageFinders::logGroup,
                "aws_ssm_parameter", StorageFinders::parameter);
    }

    private static Finding table(Wanted wanted) {
        String name = wanted.text("name").orElse("");
        if (name.isEmpty()) {
            return NO_NAME;
        }
        try (var dynamoDb = wanted.target().client(DynamoDbClient.builder())) {
            var table =
                    dynamoDb.describeTable(request -> request.tableName(name)).table();
            return wanted.named(
                    name, table.creationDateTime(), Map.of(), wanted.aws("dynamodb delete-table --table-name " + name));
        } catch (ResourceNotFoundException e) {
            return new Finding.Absent("no table " + name);
        }
    }

    private static Finding bucket(Wanted wanted) {
        String name = wanted.text("bucket").orElse("");
        if (name.isEmpty()) {
            return NO_NAME;
        }
        try (var s3 = wanted.target().client(S3Client.builder())) {
            return s3.listBuckets().buckets().stream()
                    .filter(bucket -> bucket.name().equals(name))
                    .findFirst()
                    .map(bucket -> wanted.named(
                            name, bucket.creationDate(), Map.of(), wanted.aws("s3api delete-bucket --bucket " + name)))
                    .orElse(new Finding.Absent("no bucket " + name));
        }
    }

    private static Finding role(Wanted wanted) {
        String name = wanted.text("name").orElse("");
        if (name.isEmpty()) {
            return NO_NAME;
        }
        try (var iam = wanted.target().client(IamClient.builder())) {
            var role = iam.getRole(request -> request.roleName(name)).role();
            return wanted.named(name, role.createDate(), Map.of(), wanted.aws("iam delete-role --role-name " + name));
        } catch (NoSuchEntityException e) {
            return new Finding.Absent("no role " + name);
        }
    }

    private static Finding logGroup(Wanted wanted) {
        String name = wanted.text("name").orElse("");
        if (name.isEmpty()) {
            return NO_NAME;
        }
        try (var logs = wanted.target().client(CloudWatchLogsClient.builder())) {
            return logs.describeLogGroupsPaginator(request -> request.logGroupNamePrefix(name)).logGroups().stream()
                    .filter(group -> group.logGroupName().equals(name))
                    .findFirst()
                    .map(group -> wanted.named(
                            name,
                            java.time.Instant.ofEpochMilli(group.creationTime()),
                            Map.of(),
                            wanted.aws("logs delete-log-group --log-group-name " + name)))
                    .orElse(new Finding.Absent("no log group " + name));
        }
    }

    private static Finding parameter(Wanted wanted) {
        String name = wanted.text("name").orElse("");
        if (name.isEmpty()) {
            return NO_NAME;
        }
        try (var ssm = wanted.target().client(SsmClient.builder())) {
            var parameter = ssm.getParameter(request -> request.name(name)).parameter();
            String command = wanted.aws("ssm delete-parameter --name " + name);
            // it has no time of birth, only of its last change: its first version is as old as the parameter
            return parameter.version() == 1
                    ? wanted.named(name, parameter.lastModifiedDate(), Map.of(), command)
                    : new Finding.Likely(name, "it has been changed since it was made", command);
        } catch (ParameterNotFoundException e) {
            return new Finding.Absent("no parameter " + name);
        }
    }
}
