"""A small assembly of the program's shape, so that these tests need no synthesis."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

ASSET = "a" * 64
TEMPLATE = "b" * 64
STACK = "ConnectPortOut"
BUCKET = "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"
MACHINE = {
    "StartAt": "Do",
    "States": {
        "Do": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": {"FunctionName": "${Step}", "Payload.$": "$"},
            "ResultPath": None,
            "Catch": [{"ErrorEquals": ["Boom"], "ResultPath": "$.error", "Next": "Caught"}],
            "Next": "Await",
        },
        "Await": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
            "Parameters": {
                "FunctionName": "${Keep}",
                "Payload": {"id.$": "$.id", "token.$": "$$.Task.Token"},
            },
            "TimeoutSeconds": 60,
            "End": True,
        },
        "Caught": {"Type": "Succeed"},
    },
}


def build(folder: Path) -> Path:
    """Write the assembly and give its folder."""
    (folder / "asset").mkdir(parents=True)
    shutil.copy(Path(__file__).parent / "lab" / "functions.py", folder / "asset" / "functions.py")
    files = {
        ASSET: _file("asset", "zip", f"{ASSET}.zip"),
        TEMPLATE: _file(f"{STACK}.template.json", "file", f"{TEMPLATE}.json"),
    }
    (folder / f"{STACK}.assets.json").write_text(json.dumps({"files": files}))
    (folder / f"{STACK}.template.json").write_text(json.dumps(_template()))
    return folder


def _file(path: str, packaging: str, key: str) -> dict[str, Any]:
    destination = {"bucketName": BUCKET, "objectKey": key}
    return {
        "source": {"path": path, "packaging": packaging},
        "destinations": {"here": destination},
    }


def _template() -> dict[str, Any]:
    outputs = {
        "ApiUrl": {"Fn::Sub": "https://${Api}.execute-api.${AWS::Region}.amazonaws.com/v1/"},
        "StateMachineArn": {"Ref": "Alias"},
        "Table": {"Ref": "Table"},
        "DocumentsBucket": {"Ref": "Documents"},
        "SweepFunction": {"Ref": "Sweep"},
        "StepFunction": {"Ref": "Step"},
        "KeepFunction": {"Ref": "Keep"},
    }
    resources = {**_storage(), **_functions(), **_workflow(), **_api(), **_events()}
    return {
        "Resources": resources,
        "Outputs": {name: {"Value": value} for name, value in outputs.items()},
    }


def _storage() -> dict[str, Any]:
    tls_only = {
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": "s3:*",
        "Resource": [{"Fn::Sub": "${Documents.Arn}"}, {"Fn::Sub": "${Documents.Arn}/*"}],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    table = {
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "BillingMode": "PAY_PER_REQUEST",
    }
    policy = {"Bucket": {"Ref": "Documents"}, "PolicyDocument": _policy(tls_only)}
    return {
        "Table": _resource("DynamoDB::Table", **table),
        "Documents": _resource("S3::Bucket"),
        "DocumentsPolicy": _resource("S3::BucketPolicy", **policy),
    }


def _functions() -> dict[str, Any]:
    allowed = {"Echo": [], "Step": [], "Keep": ["dynamodb:UpdateItem"], "Admit": []}
    allowed["Sweep"] = ["support:DescribeCases"]
    resources: dict[str, Any] = {}
    for name, actions in allowed.items():
        resources[f"{name}Role"] = _role("lambda", *actions)
        resources[name] = _resource(
            "Lambda::Function",
            Runtime="python3.13",
            Handler=f"functions.{name.lower()}",
            Timeout=20,
            Code={"S3Bucket": {"Fn::Sub": BUCKET}, "S3Key": f"{ASSET}.zip"},
            Role={"Fn::GetAtt": [f"{name}Role", "Arn"]},
            Environment={"Variables": {"TABLE": {"Ref": "Table"}}},
        )
    return resources


def _workflow() -> dict[str, Any]:
    arns = {name: {"Fn::GetAtt": [name, "Arn"]} for name in ("Step", "Keep")}
    version = {"StateMachineVersionArn": {"Ref": "Version"}, "Weight": 100}
    return {
        "MachineRole": _role("states", "lambda:InvokeFunction"),
        "Machine": _resource(
            "StepFunctions::StateMachine",
            DefinitionString=json.dumps(MACHINE),
            DefinitionSubstitutions=arns,
            RoleArn={"Fn::GetAtt": ["MachineRole", "Arn"]},
        ),
        "Version": _resource(
            "StepFunctions::StateMachineVersion",
            StateMachineArn={"Ref": "Machine"},
            StateMachineRevisionId={"Fn::GetAtt": ["Machine", "StateMachineRevisionId"]},
        ),
        "Alias": _resource(
            "StepFunctions::StateMachineAlias", Name="live", RoutingConfiguration=[version]
        ),
    }


def _api() -> dict[str, Any]:
    api = {"RestApiId": {"Ref": "Api"}}
    schema = {"type": "object", "required": ["id"]}
    place = {**api, "ResourceId": {"Ref": "Anything"}, "Integration": _integration()}
    checked = {
        "RequestValidatorId": {"Ref": "Validator"},
        "RequestModels": {"application/json": {"Ref": "Model"}},
    }
    resources = {
        "Api": _resource("ApiGateway::RestApi", Name="laboratory"),
        "Model": _resource(
            "ApiGateway::Model", **api, ContentType="application/json", Schema=schema
        ),
        "Validator": _resource("ApiGateway::RequestValidator", **api, ValidateRequestBody=True),
        "Anything": _resource(
            "ApiGateway::Resource",
            **api,
            ParentId={"Fn::GetAtt": ["Api", "RootResourceId"]},
            PathPart="{name}",
        ),
        "Get": _resource(
            "ApiGateway::Method", **place, HttpMethod="GET", AuthorizationType="AWS_IAM"
        ),
        "Post": _resource(
            "ApiGateway::Method", **place, **checked, HttpMethod="POST", AuthorizationType="NONE"
        ),
        "Stage": _resource(
            "ApiGateway::Stage", **api, StageName="v1", DeploymentId={"Ref": "Deployment"}
        ),
        "Deployment": _resource("ApiGateway::Deployment", **api),
    }
    source = "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/*/*"
    resources["ApiMayInvoke"] = _permission("Echo", "apigateway", {"Fn::Sub": source})
    resources |= _challenge(api)
    resources["Deployment"]["DependsOn"] = ["Get", "Post", "PostGuarded", "Unauthorized"]
    return resources


def _challenge(api: dict[str, Any]) -> dict[str, Any]:
    """A route with a name beside the one with a variable; it asks for a password."""
    source = "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/${Admission}"
    guarded = {"ResourceId": {"Ref": "Guarded"}, "AuthorizerId": {"Ref": "Admission"}}
    return {
        "Guarded": _resource(
            "ApiGateway::Resource",
            **api,
            ParentId={"Fn::GetAtt": ["Api", "RootResourceId"]},
            PathPart="guarded",
        ),
        "Admission": _resource(
            "ApiGateway::Authorizer",
            **api,
            Name="admission",
            Type="REQUEST",
            AuthorizerUri=_uri("Admit"),
            AuthorizerResultTtlInSeconds=0,
            IdentitySource="method.request.header.Authorization",
        ),
        "PostGuarded": _resource(
            "ApiGateway::Method",
            **api,
            **guarded,
            HttpMethod="POST",
            AuthorizationType="CUSTOM",
            Integration=_integration(),
        ),
        "Unauthorized": _resource(
            "ApiGateway::GatewayResponse",
            **api,
            ResponseType="UNAUTHORIZED",
            ResponseParameters={"gatewayresponse.header.WWW-Authenticate": "'Basic'"},
        ),
        "AuthorizerMayInvoke": _permission("Admit", "apigateway", {"Fn::Sub": source}),
    }


def _events() -> dict[str, Any]:
    pattern = {"source": ["aws.support"], "detail-type": ["Support Case Update"]}
    target = {"Id": "keep", "Arn": {"Fn::GetAtt": ["Keep", "Arn"]}}
    rule = _resource("Events::Rule", EventPattern=pattern, Targets=[target])
    source = {"Fn::GetAtt": ["Rule", "Arn"]}
    return {"Rule": rule, "RuleMayInvoke": _permission("Keep", "events", source)}


def _permission(function: str, service: str, source: Any) -> dict[str, Any]:
    return _resource(
        "Lambda::Permission",
        FunctionName={"Fn::GetAtt": [function, "Arn"]},
        Action="lambda:InvokeFunction",
        Principal=f"{service}.amazonaws.com",
        SourceArn=source,
    )


def _integration() -> dict[str, Any]:
    return {"Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Uri": _uri("Echo")}


def _uri(function: str) -> dict[str, Any]:
    place = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions"
    return {"Fn::Sub": f"{place}/${{{function}.Arn}}/invocations"}


def _role(service: str, *actions: str) -> dict[str, Any]:
    trust = {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"Service": f"{service}.amazonaws.com"},
    }
    allowed = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
    policies = [{"PolicyName": "own", "PolicyDocument": _policy(allowed)}] if actions else []
    return _resource("IAM::Role", AssumeRolePolicyDocument=_policy(trust), Policies=policies)


def _policy(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def _resource(kind: str, /, **properties: Any) -> dict[str, Any]:
    return {"Type": f"AWS::{kind}", "Properties": properties}
