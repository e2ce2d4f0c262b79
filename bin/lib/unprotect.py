"""Lets a load balancer be deleted: unprotect.py NAME ACCOUNT REGION

Exit 0: it may be deleted, or there is none; 2: the credentials are of another account; 3: AWS could not be asked. Terraform could do it, too, but waits half a minute
after each change of a load balancer for it to be active, which it never ceased to be.
"""
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError


def main():
    name, account, region = sys.argv[1:4]
    try:
        elb = boto3.client("elbv2", region_name=region)
        arn = elb.describe_load_balancers(Names=[name])["LoadBalancers"][0]["LoadBalancerArn"]
        if arn.split(":")[4] != account:
            print(f"error: the load balancer {arn} is not of account {account}: it stays as it is", file=sys.stderr)
            return 2
        elb.modify_load_balancer_attributes(
            LoadBalancerArn=arn, Attributes=[{"Key": "deletion_protection.enabled", "Value": "false"}])
        print(f"the load balancer {name} may be deleted", file=sys.stderr)
    except (BotoCoreError, ClientError) as error:
        if getattr(error, "response", {}).get("Error", {}).get("Code") == "LoadBalancerNotFound":
            return 0
        print(f"error: the load balancer {name} can't be unprotected: {error}", file=sys.stderr)
        return 3
    return 0


sys.exit(main())
