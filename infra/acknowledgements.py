"""Every finding of cdk-nag that stays, where it stays, and why."""

from collections.abc import Iterator, Mapping, Sequence

from aws_cdk import Acknowledgment, Stack, Validations
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.api import Api
from infra.batch_workflow import PLANS, RESULTS, BatchWorkflow
from infra.documents import INVENTORY
from infra.function import PortOutFunction
from infra.package import RUNTIME
from infra.people import People
from infra.settings import CARRIER_KEYS_PATH, NOTIFY_PATH, SECRETS_PATH

SERVERLESS = "Serverless"
ACCOUNT = "<AWS::AccountId>"
PARTITION = "arn:<AWS::Partition>"
PARAMETERS = f"{PARTITION}:ssm:<AWS::Region>:{ACCOUNT}:parameter"
ALL_LOGS = f"{PARTITION}:logs:<AWS::Region>:{ACCOUNT}:*"
SECRETS = f"{PARTITION}:secretsmanager:<AWS::Region>:{ACCOUNT}:secret"
NO_RESOURCE_LEVEL = (
    "Support, invoicing, organizations, metrics, the list of secrets and SendTaskSuccess know"
    " no resources"
)
NAMED_AT_RUN_TIME = {
    "connect": (
        f"{PARTITION}:connect:*:{ACCOUNT}:*",
        "the request names the instance; its groups may be at home in another Region",
    ),
    "carrier_keys": (
        f"{PARAMETERS}{CARRIER_KEYS_PATH}/*",
        "one parameter per carrier, added without a deployment",
    ),
    "carrier_secrets": (
        f"{SECRETS}:{CARRIER_KEYS_PATH[1:]}/*",
        "one secret per carrier, added without a deployment",
    ),
    "notify": (
        f"{PARAMETERS}{NOTIFY_PATH}/*",
        "the webhook is set and taken away without a deployment",
    ),
    "secrets": (
        f"{PARAMETERS}{SECRETS_PATH}/*",
        "one path per port-out, with what AWS gives for its carrier pack",
    ),
}


def acknowledge(
    construct: Construct, rule: str, reason: str, *, pack: str = "AwsSolutions"
) -> None:
    """Let one finding of a pack stand below this construct, and nowhere else."""
    Validations.of(construct).acknowledge(
        Acknowledgment(id=f"{pack}::{pack}-{rule}", reason=reason)
    )


def acknowledge_function(
    function: PortOutFunction, bucket: s3.Bucket, known: Mapping[str, Sequence[str]]
) -> None:
    """Wildcards that the table of functions cannot do without, the Python that built it, and
    what happens to failures; `known` has the ARNs of the words that are not switched off."""
    if _newest_python() != RUNTIME:
        why = "the Python that compiled and tested the package is what runs it"
        acknowledge(function, "L1", why)
        acknowledge(function, "LambdaLatestVersion", why, pack=SERVERLESS)
    why = "what nobody waits for has an on-failure destination; callers hear of the rest"
    acknowledge(function, "LambdaDLQ", why, pack=SERVERLESS)
    why = "the machine is traced; each function would need rights to write traces of its own"
    acknowledge(function, "LambdaTracing", why, pack=SERVERLESS)
    for resource, reason in _wildcards(function, bucket, known):
        acknowledge(function, f"IAM5[Resource::{resource}]", reason)


def _newest_python() -> str:
    """The newest Python that Lambda runs, as far as CDK knows."""
    family = lambda_.RuntimeFamily.PYTHON
    names = [each.name for each in lambda_.Runtime.ALL if each.family == family]
    return max(names, key=lambda name: [int(part) for part in name[len("python") :].split(".")])


def _wildcards(
    function: PortOutFunction, bucket: s3.Bucket, known: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    for resource in {resource for resource, _ in function.spec.grants if known[resource]}:
        if resource in ("*", "carrier_secret_names"):
            yield "*", NO_RESOURCE_LEVEL
        if resource == "documents":
            name = Stack.of(bucket).resolve(bucket.bucket_arn)["Fn::GetAtt"][0]
            yield f"<{name}.Arn>/*", "documents are named after port-outs"
        if resource == "inventory":
            name = Stack.of(bucket).resolve(bucket.bucket_arn)["Fn::GetAtt"][0]
            yield f"<{name}.Arn>/{INVENTORY}*", "inventories are named after their days"
        if resource == "port_out_executions":
            parts = Stack.of(function).resolve(known[resource][0])["Fn::Join"][1]
            (name,) = [each["Fn::GetAtt"][0] for each in parts if "Fn::GetAtt" in each]
            executions = f"{PARTITION}:states:<AWS::Region>:{ACCOUNT}:execution:<{name}.Name>"
            yield f"{executions}:*", "executions are named after port-outs"
        if resource in NAMED_AT_RUN_TIME:
            yield NAMED_AT_RUN_TIME[resource]


def acknowledge_people(people: People, api: Api) -> None:
    """An id in a path is known when it is called; each route is named, with its method."""
    name = Stack.of(api).resolve(api.rest_api.rest_api_id)["Ref"]
    stage = f"{PARTITION}:execute-api:<AWS::Region>:{ACCOUNT}:<{name}>/v1"
    for policy, routes in people.wildcards.items():
        for route in routes:
            acknowledge(policy, f"IAM5[Resource::{stage}/{route}]", "ids stand in the path")


def acknowledge_queue(undelivered: Construct) -> None:
    """Both packs ask for a queue behind the queue that is the last one."""
    acknowledge(undelivered, "SQS3", "it is the dead-letter queue")
    acknowledge(undelivered, "SQSRedrivePolicy", "it is the dead-letter queue", pack=SERVERLESS)


def acknowledge_batches(batches: BatchWorkflow, bucket: s3.Bucket) -> None:
    """A batch is named at run time, and so are the executions of its items."""
    acknowledge(batches, "IAM5[Resource::*]", "log delivery and X-Ray know no resources")
    for objects in (PLANS, RESULTS):
        name = Stack.of(bucket).resolve(bucket.bucket_arn)["Fn::GetAtt"][0]
        acknowledge(batches, f"IAM5[Resource::<{name}.Arn>/{objects}]", "named after batches")
    name = Stack.of(batches).resolve(batches.machine.state_machine_name)["Fn::GetAtt"][0]
    executions = f"{PARTITION}:states:<AWS::Region>:{ACCOUNT}:execution:<{name}.Name>"
    for items in (":*", "/Groups:*"):
        acknowledge(batches, f"IAM5[Resource::{executions}{items}]", "each item is named by AWS")


def acknowledge_api(api: Api) -> None:
    """Each caller is proven in its own way; a firewall costs money and is a switch."""
    acknowledge(api, "COG4", "operators sign with IAM, carriers the body: no user pool")
    acknowledge(api, "APIG3", "a web ACL costs US$ 5 a month and more; throttles stand instead")
    why = "the one logging role of all REST APIs here; their logs have names that AWS gives"
    acknowledge(api, f"IAM5[Resource::{ALL_LOGS}]", why)
    why = "a trace names the path as it was called, and a link's token is in it"
    acknowledge(api, "APIGWXrayEnabled", why, pack=SERVERLESS)
    for route, method in api.unsigned_methods:
        acknowledge(method, "APIG4", f"the function proves the caller by {route.who.value}")
