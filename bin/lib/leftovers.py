"""Asks each service, by name, whether anything of an installation is left:
leftovers.py NAME ACCOUNT REGION [--bootstrap]

Exit 0: nothing; 1: something, listed; 3: a service could not be asked. Not by tag: emulators answer the tagging API
with nothing, and a resource whose tags are gone would be missed.
"""
import sys
from typing import Callable, NamedTuple

import boto3
from botocore.exceptions import BotoCoreError, ClientError

COLOURS = ("blue", "green")
ABSENT = {"404", "NoSuchBucket", "NoSuchEntity", "LoadBalancerNotFound", "TargetGroupNotFound", "RepositoryNotFoundException",
          "ResourceNotFoundException", "ClusterNotFoundException", "ParameterNotFound", "NoSuchTagSet"}
# By the name's end.
NETWORK = {"": "aws_{}.this", "-public": "aws_{}.public", "-public-0": "aws_{}.public[0]", "-public-1": "aws_{}.public[1]",
           "-load-balancer": "aws_{}.load_balancer", "-task": "aws_{}.task"}
ALARMS = {"load-balancer-5xx": "load_balancer_errors"} | {
    f"{colour}-{end}": f'{resource}["{colour}"]' for colour in COLOURS
    for end, resource in (("5xx", "target_errors"), ("unhealthy", "unhealthy_targets"), ("latency", "latency"))}


class Found(NamedTuple):
    kind: str
    id: str  # as Terraform imports it
    address: str = ""  # in the root foundation; empty: it has no place there
    tags: Callable = dict  # asks the service: a mapping, or pairs under names of the service's own


def present(call, **arguments):
    """The answer, or nothing where the service says that there is no such thing."""
    try:
        return call(**arguments)
    except ClientError as error:
        if error.response["Error"]["Code"] in ABSENT:
            return {}
        raise


def leftovers(name, account, region, bootstrap):
    aws = {s: boto3.client(s, region_name=region) for s in
           ("cloudwatch", "dynamodb", "ec2", "ecr", "ecs", "elbv2", "iam", "logs", "s3", "ssm")}
    # Filtered here: not every emulator filters every kind by tag.
    for call, key, kind in (("vpcs", "Vpc", "vpc"), ("subnets", "Subnet", "subnet"),
                            ("internet_gateways", "InternetGateway", "internet_gateway"),
                            ("route_tables", "RouteTable", "route_table"), ("security_groups", "Group", "security_group")):
        for answer in aws["ec2"].get_paginator(f"describe_{call}").paginate():
            for found in next(value for value in answer.values() if isinstance(value, list)):
                tags = {tag["Key"]: tag["Value"] for tag in found.get("Tags", [])}
                if tags.get("Project") == name:
                    place = NETWORK.get(tags.get("Name", "").removeprefix(name), "").format(kind)
                    yield Found(f"ec2 {call}", found[f"{key}Id"], place and f"module.network.{place}", lambda tags=tags: tags)

    def balancer_tags(arn):
        return lambda: aws["elbv2"].describe_tags(ResourceArns=[arn])["TagDescriptions"][0]["Tags"]

    for found in present(aws["elbv2"].describe_load_balancers, Names=[name]).get("LoadBalancers", []):
        arn = found["LoadBalancerArn"]
        yield Found("load balancer", arn, "module.load_balancer.aws_lb.this", balancer_tags(arn))
    for colour in COLOURS:
        for found in present(aws["elbv2"].describe_target_groups, Names=[f"{name}-{colour}"]).get("TargetGroups", []):
            arn = found["TargetGroupArn"]
            yield Found("target group", arn, f'module.load_balancer.aws_lb_target_group.this["{colour}"]', balancer_tags(arn))
        for found in present(aws["ecs"].describe_services, cluster=name, services=[f"{name}-{colour}"],
                             include=["TAGS"]).get("services", []):
            if found["status"] != "INACTIVE":
                yield Found("service", f"{name}/{name}-{colour}", tags=lambda tags=found.get("tags", []): tags)
        for found in aws["ecs"].list_task_definitions(familyPrefix=f"{name}-{colour}", status="ACTIVE")["taskDefinitionArns"]:
            yield Found("task definition", found, tags=lambda arn=found: aws["ecs"].describe_task_definition(
                taskDefinition=arn, include=["TAGS"]).get("tags", []))
    for found in aws["ecs"].describe_clusters(clusters=[name], include=["TAGS"])["clusters"]:
        if found["status"] != "INACTIVE":
            yield Found("cluster", name, "module.cluster.aws_ecs_cluster.this", lambda tags=found.get("tags", []): tags)
    for found in present(aws["ecr"].describe_repositories, repositoryNames=[name]).get("repositories", []):
        yield Found("image repository", name, "module.registry.aws_ecr_repository.this",
                    lambda arn=found["repositoryArn"]: aws["ecr"].list_tags_for_resource(resourceArn=arn)["tags"])
    if found := present(aws["dynamodb"].describe_table, TableName=name):
        yield Found("table", name, "module.table.aws_dynamodb_table.this",
                    lambda arn=found["Table"]["TableArn"]: aws["dynamodb"].list_tags_of_resource(ResourceArn=arn)["Tags"])
    for role in ("task", "execution", "image", "deploy", "cutover"):
        if found := present(aws["iam"].get_role, RoleName=f"{name}-{role}"):
            of_task = role in ("task", "execution")
            place = f"module.cluster.aws_iam_role.{role}" if of_task else f'module.github_oidc[0].aws_iam_role.this["{role}"]'
            yield Found("role", f"{name}-{role}", place, lambda tags=found["Role"].get("Tags", []): tags)
    for found in aws["iam"].list_open_id_connect_providers()["OpenIDConnectProviderList"]:
        arn = found["Arn"]
        # An account has one of GitHub's: it is ours where we made it.
        if arn.endswith("/token.actions.githubusercontent.com"):
            tags = present(aws["iam"].list_open_id_connect_provider_tags, OpenIDConnectProviderArn=arn).get("Tags", [])
            if is_of(name, tags):
                yield Found("identity provider", arn, "module.github_oidc[0].aws_iam_openid_connect_provider.this[0]",
                            lambda tags=tags: tags)
    for prefix in (f"/{name}/", f"/aws/ecs/containerinsights/{name}/"):
        for found in aws["logs"].describe_log_groups(logGroupNamePrefix=prefix)["logGroups"]:
            group = found["logGroupName"]
            place = "module.cluster.aws_cloudwatch_log_group.this" if group == f"/{name}/service" else ""
            yield Found("log group", group, place,
                        lambda arn=found["arn"].removesuffix(":*"): aws["logs"].list_tags_for_resource(resourceArn=arn)["tags"])
    for found in aws["ssm"].get_parameters_by_path(Path=f"/{name}", Recursive=True)["Parameters"]:
        place = {f"/{name}/candidate-token": "module.load_balancer.aws_ssm_parameter.candidate_token",
                 f"/{name}/foundation": "aws_ssm_parameter.contract"}.get(found["Name"], "")
        yield Found("parameter", found["Name"], place,
                    lambda of=found["Name"]: aws["ssm"].list_tags_for_resource(ResourceType="Parameter", ResourceId=of)["TagList"])
    for found in aws["cloudwatch"].describe_alarms(AlarmNames=[f"{name}-{end}" for end in ALARMS])["MetricAlarms"]:
        place = ALARMS[found["AlarmName"].removeprefix(f"{name}-")]
        yield Found("alarm", found["AlarmName"], f"module.alarms.aws_cloudwatch_metric_alarm.{place}",
                    lambda arn=found["AlarmArn"]: aws["cloudwatch"].list_tags_for_resource(ResourceARN=arn)["Tags"])
    for purpose in ("release", "tfstate") if bootstrap else ("release",):
        bucket = f"{name}-{purpose}-{account}-{region}"
        if present(aws["s3"].head_bucket, Bucket=bucket, ExpectedBucketOwner=account):
            # A bucket gets its tags after it was made. Without any it is ours by its name and its owner.
            yield Found("bucket", bucket, "module.release_bucket.aws_s3_bucket.this" if purpose == "release" else "",
                        lambda of=bucket: present(aws["s3"].get_bucket_tagging, Bucket=of).get("TagSet") or {"Project": name})


def is_of(name, tags):
    """Services write a tag's key as Key, key, TagKey."""
    pairs = tags.items() if isinstance(tags, dict) else [tuple(tag[key] for key in sorted(tag)) for tag in tags]
    return ("Project", name) in pairs


def main():
    name, account, region = sys.argv[1:4]
    try:
        found = list(leftovers(name, account, region, "--bootstrap" in sys.argv[4:]))
    except (BotoCoreError, ClientError) as error:
        print(f"error: can't tell whether anything of {name} is left: {error}", file=sys.stderr)
        return 3
    for each in found:
        print(f"left: {each.kind} {each.id}", file=sys.stderr)
    print(f"{name}: {len(found)} things are left" if found else f"{name}: nothing is left (asked 10 services by name)", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
