"""The functions of the laboratory's stack; they run in the local world, not in the tests."""

import json
import os
import sys
import time
from typing import Any


class Boom(Exception):
    pass


def echo(event: dict[str, Any], context: object) -> dict[str, Any]:
    if event.get("path") == "/broken":
        raise Boom("a secret detail")
    headers = {"WWW-Authenticate": "Basic"} if event.get("path") == "/asking" else {}
    return {"statusCode": 200, "headers": headers, "body": json.dumps(event)}


def admit(event: dict[str, Any], context: object) -> dict[str, Any]:
    if event["headers"].get("authorization") == "Basic broken":
        raise Boom("a secret detail")
    if event["headers"].get("authorization") != "Basic right":
        raise Boom("Unauthorized")
    statement = {
        "Action": "execute-api:Invoke",
        "Effect": "Allow",
        "Resource": event["methodArn"],
    }
    document = {"Version": "2012-10-17", "Statement": [statement]}
    return {"principalId": "carrier", "policyDocument": document}


def step(event: dict[str, Any], context: object) -> dict[str, Any]:
    if event.get("boom"):
        raise Boom("no such luck")
    return {"process": os.getpid(), "path": sys.path}


def keep(event: dict[str, Any], context: object) -> dict[str, Any]:
    import boto3

    if event.get("boom"):
        raise Boom("before the token was kept")
    table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
    detail = event.get("detail")
    kept = table.update_item(
        Key={"id": f"{detail['case-id']} {detail['event-name']}" if detail else event["id"]},
        UpdateExpression="SET event = :event ADD deliveries :one",
        ExpressionAttributeValues={":event": json.dumps(event), ":one": 1},
        ReturnValues="UPDATED_NEW",
    )
    if str(event.get("id")).startswith("slow") and kept["Attributes"]["deliveries"] == 1:
        time.sleep(15)
    return {}


def sweep(event: dict[str, Any], context: object) -> dict[str, Any]:
    import boto3

    if event["now"].startswith("1999"):
        raise Boom("too early")
    support = boto3.client("support", region_name="us-east-1")
    cases = support.describe_cases()["cases"]
    try:
        support.resolve_case(caseId="any")
    except support.exceptions.ClientError as error:
        refusal = error.response["Error"]
    return {"now": event["now"], "cases": len(cases), "refusal": refusal}
