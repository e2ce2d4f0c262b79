"""Asks each service, by name, whether anything of an installation is left: leftovers.py NAME ACCOUNT REGION [--bootstrap].

Exit 0: nothing; 1: something, listed; 3: a service could not be asked. Not by tag: emulators answer the tagging API
with nothing, and a resource whose tags are gone would be missed.
"""
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError

COLOURS = ("blue", "green")
ABSENT = {"404", "NoSuchBucket", "NoSuchEntity", "LoadBalancerNotFound", "TargetGroupNotFound", "RepositoryNotFoundException",
          "ResourceNotFoundException", "ClusterNotFoundException", "ParameterNotFound"}


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
    for call, key in (("vpcs", "Vpc"), ("subnets", "Subnet"), ("internet_gateways", "InternetGateway"),
                      ("route_tables", "RouteTable"), ("security_groups", "Group")):
        for answer in aws["ec2"].get_paginator(f"describe_{call}").paginate():
            for found in next(value for value in answer.values() if isinstance(value, list)):
                if {"Key": "Project", "Value": name} in found.get("Tags", []):
                    yield f"ec2 {call}", found[f"{key}Id"]
    for found in present(aws["elbv2"].describe_load_balancers, Names=[name]).get("LoadBalancers", []):
        yield "load balancer", found["LoadBalancerArn"]
    for colour in COLOURS:
        for found in present(aws["elbv2"].describe_target_groups, Names=[f"{name}-{colour}"]).get("TargetGroups", []):
            yield "target group", found["TargetGroupArn"]
        for found in aws["ecs"].list_task_definitions(familyPrefix=f"{name}-{colour}", status="ACTIVE")["taskDefinitionArns"]:
            yield "task definition", found
    for found in aws["ecs"].describe_clusters(clusters=[name])["clusters"]:
        if found["status"] != "INACTIVE":
            yield "cluster", found["clusterArn"]
    for found in present(aws["ecr"].describe_repositories, repositoryNames=[name]).get("repositories", []):
        yield "image repository", found["repositoryArn"]
    if present(aws["dynamodb"].describe_table, TableName=name):
        yield "table", name
    for role in ("task", "execution", "image", "deploy", "cutover"):
        if present(aws["iam"].get_role, RoleName=f"{name}-{role}"):
            yield "role", f"{name}-{role}"
    for prefix in (f"/{name}/", f"/aws/ecs/containerinsights/{name}/"):
        for found in aws["logs"].describe_log_groups(logGroupNamePrefix=prefix)["logGroups"]:
            yield "log group", found["logGroupName"]
    for found in aws["ssm"].get_parameters_by_path(Path=f"/{name}", Recursive=True)["Parameters"]:
        yield "parameter", found["Name"]
    alarms = [f"{name}-load-balancer-5xx"] + [f"{name}-{c}-{a}" for c in COLOURS for a in ("5xx", "unhealthy", "latency")]
    for found in aws["cloudwatch"].describe_alarms(AlarmNames=alarms)["MetricAlarms"]:
        yield "alarm", found["AlarmName"]
    for purpose in ("release", "tfstate") if bootstrap else ("release",):
        if present(aws["s3"].head_bucket, Bucket=f"{name}-{purpose}-{account}-{region}"):
            yield "bucket", f"{name}-{purpose}-{account}-{region}"


def main():
    name, account, region = sys.argv[1:4]
    try:
        found = list(leftovers(name, account, region, "--bootstrap" in sys.argv[4:]))
    except (BotoCoreError, ClientError) as error:
        print(f"error: can't tell whether anything of {name} is left: {error}", file=sys.stderr)
        return 3
    for kind, what in found:
        print(f"left: {kind} {what}", file=sys.stderr)
    print(f"{name}: {len(found)} things are left" if found else f"{name}: nothing is left (asked 10 services by name)", file=sys.stderr)
    return 1 if found else 0


sys.exit(main())
