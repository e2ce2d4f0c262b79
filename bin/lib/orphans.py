"""What an apply that was broken off made without hearing of it: AWS had the request, and Terraform no answer.
orphans.py NAME ACCOUNT REGION [--delete], with the addresses that the state of the root foundation holds on stdin

An orphan bears the installation's tag, has a place in the root foundation, and is not in its state. Prints each: the
place's address, a tab, and the id by which Terraform imports it. --delete deletes them instead, what is in them
included, and what is of a release: by then nothing of one may be in a state.

Exit 0: done, or none; 1: some could not be deleted, listed; 2: the credentials are of another account;
3: AWS could not be asked.
"""
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from leftovers import is_of, leftovers


def delete_service(ecs, name):
    cluster, service = name.split("/")
    # One that drains goes by itself.
    if ecs.describe_services(cluster=cluster, services=[service])["services"][0]["status"] == "ACTIVE":
        ecs.delete_service(cluster=cluster, service=service, force=True)
    ecs.get_waiter("services_inactive").wait(cluster=cluster, services=[service], WaiterConfig={"Delay": 3, "MaxAttempts": 200})


def delete_load_balancer(elb, arn):
    elb.modify_load_balancer_attributes(
        LoadBalancerArn=arn, Attributes=[{"Key": "deletion_protection.enabled", "Value": "false"}])
    elb.delete_load_balancer(LoadBalancerArn=arn)
    elb.get_waiter("load_balancers_deleted").wait(LoadBalancerArns=[arn])


def delete_table(dynamodb, name):
    dynamodb.get_waiter("table_exists").wait(TableName=name)
    dynamodb.update_table(TableName=name, DeletionProtectionEnabled=False)
    dynamodb.delete_table(TableName=name)
    dynamodb.get_waiter("table_not_exists").wait(TableName=name)


def delete_role(iam, name):
    for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]:
        iam.delete_role_policy(RoleName=name, PolicyName=policy)
    iam.delete_role(RoleName=name)


def delete_bucket(s3, name):
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=name):
        for version in page.get("Versions", []) + page.get("DeleteMarkers", []):
            s3.delete_object(Bucket=name, Key=version["Key"], VersionId=version["VersionId"])
    s3.delete_bucket(Bucket=name)


def delete_internet_gateway(ec2, gateway):
    for attached in ec2.describe_internet_gateways(InternetGatewayIds=[gateway])["InternetGateways"][0]["Attachments"]:
        ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=attached["VpcId"])
    ec2.delete_internet_gateway(InternetGatewayId=gateway)


# What stands on others first.
DELETE = {
    "service": ("ecs", delete_service),
    "task definition": ("ecs", lambda c, of: c.deregister_task_definition(taskDefinition=of)),
    "alarm": ("cloudwatch", lambda c, of: c.delete_alarms(AlarmNames=[of])),
    "load balancer": ("elbv2", delete_load_balancer),
    "target group": ("elbv2", lambda c, of: c.delete_target_group(TargetGroupArn=of)),
    "cluster": ("ecs", lambda c, of: c.delete_cluster(cluster=of)),
    "image repository": ("ecr", lambda c, of: c.delete_repository(repositoryName=of, force=True)),
    "table": ("dynamodb", delete_table),
    "role": ("iam", delete_role),
    "identity provider": ("iam", lambda c, of: c.delete_open_id_connect_provider(OpenIDConnectProviderArn=of)),
    "log group": ("logs", lambda c, of: c.delete_log_group(logGroupName=of)),
    "parameter": ("ssm", lambda c, of: c.delete_parameter(Name=of)),
    "bucket": ("s3", delete_bucket),
    "ec2 subnets": ("ec2", lambda c, of: c.delete_subnet(SubnetId=of)),
    "ec2 security_groups": ("ec2", lambda c, of: c.delete_security_group(GroupId=of)),
    "ec2 route_tables": ("ec2", lambda c, of: c.delete_route_table(RouteTableId=of)),
    "ec2 internet_gateways": ("ec2", delete_internet_gateway),
    "ec2 vpcs": ("ec2", lambda c, of: c.delete_vpc(VpcId=of)),
}


OF_A_RELEASE = ("service", "task definition")


def main():
    name, account, region = sys.argv[1:4]
    delete = "--delete" in sys.argv[4:]
    held = {line.split("\t")[0] for line in sys.stdin.read().splitlines()}
    left = 0
    try:
        caller = boto3.client("sts", region_name=region).get_caller_identity()["Account"]
        if caller != account:
            print(f"error: the credentials are of account {caller}, not of {account}", file=sys.stderr)
            return 2
        orphans = [each for each in leftovers(name, account, region, bootstrap=False)
                   if (each.address and each.address not in held or delete and each.kind in OF_A_RELEASE)
                   and is_of(name, each.tags())]
        for each in sorted(orphans, key=lambda orphan: list(DELETE).index(orphan.kind)):
            if not delete:
                print(f"{each.address}\t{each.id}")
                continue
            service, delete_it = DELETE[each.kind]
            print(f"{each.kind} {each.id} is there, but no state knows it (a run was stopped): deleting it", file=sys.stderr)
            try:
                delete_it(boto3.client(service, region_name=region), each.id)
            except ClientError as error:
                left += 1
                print(f"error: {each.kind} {each.id} stays: {error}", file=sys.stderr)
    except (BotoCoreError, ClientError) as error:
        print(f"error: can't tell what of {name} no state knows: {error}", file=sys.stderr)
        return 3
    return 1 if left else 0


sys.exit(main())
