"""The best sellers of a deployed stack, asked as an analyst: in a notebook or at a terminal.

    STACK=EcommerceRecommenders python best_sellers.py [USER]

The role may do what an analyst needs on this stack and nothing else. A SageMaker notebook that runs as
AnalystRole needs no assume_role: boto3.Session() is the session.
"""

import os
import sys

import boto3


def outputs_of(stack: str) -> dict[str, str]:
    """What the stack says of itself: ARNs of its recommenders, its bucket, its roles."""
    stacks = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in stacks[0]["Outputs"]}


def session_as(role_arn: str) -> boto3.Session:
    """A session with the rights of a role, for an hour."""
    answer = boto3.client("sts").assume_role(RoleArn=role_arn, RoleSessionName="analyst")
    credentials = answer["Credentials"]
    return boto3.Session(
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )


def main(user: str = "1") -> None:
    outputs = outputs_of(os.environ.get("STACK", "EcommerceRecommenders"))
    personalize = session_as(outputs["AnalystRoleArn"]).client("personalize-runtime")
    answer = personalize.get_recommendations(
        recommenderArn=outputs["BestSellersRecommenderArn"], userId=user, numResults=10
    )
    for item in answer["itemList"]:
        print(item["itemId"])


if __name__ == "__main__":
    main(*sys.argv[1:2])
