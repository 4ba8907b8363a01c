"""What a call needs of the role that makes it: actions on resources, as AWS asks about them.

ministack's engine tells actions and resources from a request, as its own IAM does in the local
world; policy_sentry's copy of AWS's reference tells what else an action depends on.
"""

import json
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from botocore.awsrequest import AWSPreparedRequest
from ministack.core import iam_actions
from policy_sentry.querying.actions import get_action_data

from local.twins import resources, wire
from tests.faults.asking import asked
from tests.faults.environment import ACCOUNT, REGION

Need = tuple[str, str]
"""An action, and the resource that it is on."""

_MINISTACK = {"sfn": "states", "secrets-manager": "secretsmanager", "cloudwatch": "monitoring"}
"""Where ministack has another word for a service than the SDK's events."""
_TWINS = ("account", "connect", "invoicing", "organizations", "support")
_WITHOUT_RESOURCE = {"states:SendTaskSuccess"}
"""A task token is no resource; ministack names the machine."""


def know_resources() -> None:
    """Teach ministack what its local world knows of resources; for this process, once."""
    original = iam_actions.extract_iam_action

    def action(service: str, method: str, path: str, headers: Any, *rest: Any) -> str | None:
        if service not in _TWINS:
            named: str | None = original(service, method, path, headers, *rest)
            return named
        operation = wire.named_operation(service, method, path, headers)
        return f"{service}:{operation.name}" if operation else None

    iam_actions.extract_iam_action = action
    resources.apply()


def needs(service: str, operation: str, request: AWSPreparedRequest) -> set[Need]:
    """What AWS asks the role about, before it answers this request."""
    service = _MINISTACK.get(service, service)
    if service == "s3":
        return _on_object(request)
    method, path, headers, body, query = asked(request)
    if "x-www-form-urlencoded" in headers.get("content-type", ""):
        query = query | parse_qs(body.decode())
    given = (service, method, path, headers, body, query)
    action = iam_actions.extract_iam_action(*given)
    assert action, f"nobody knows what {service}:{operation} needs"
    if parts := iam_actions.dynamodb_transaction_checks(action, body, REGION, ACCOUNT):
        return set(parts)
    arns = _resources(service, action, body) or {
        iam_actions.extract_resource_arn(*given, REGION, ACCOUNT)
    }
    return {(action, one) for one in arns} | _depends_on(action, *arns)


def _resources(service: str, action: str, body: bytes) -> set[str]:
    """Where ministack knows one resource too few, or one too many."""
    if action in _WITHOUT_RESOURCE:
        return {"*"}
    if service == "dynamodb":
        return set(iam_actions.dynamodb_resource_arns(body, REGION, ACCOUNT))
    if service == "ssm":
        # AWS asks about the path, where all that lies below it is read.
        told = json.loads(body)
        names = [told[name] for name in ("Path", "Name") if name in told] + told.get("Names", [])
        return {f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/{name.lstrip('/')}" for name in names}
    return set()


def linked(params: dict[str, Any], operation: str) -> set[Need]:
    """What whoever follows a signed link needs of the role that signed it."""
    return {(f"s3:{operation}", f"arn:aws:s3:::{params['Bucket']}/{params['Key']}")}


def _depends_on(action: str, *arns: str) -> set[Need]:
    """Other actions of the same service that AWS's reference says it asks about as well."""
    service, _, name = action.partition(":")
    depends = {
        one for row in get_action_data(service, name)[service] for one in row["dependent_actions"]
    }
    return {
        (one, _part(one, arn)) for one in depends if one.startswith(f"{service}:") for arn in arns
    }


def _part(action: str, arn: str) -> str:
    """Whatever the action is about in this: the queues of an instance."""
    service, _, name = action.partition(":")
    forms = (row["resource_arn_format"] for row in get_action_data(service, name)[service])
    known, form = arn.split("/"), next(one for one in forms if one != "*").split("/")
    return "/".join([*known, *("*" if "$" in part else part for part in form[len(known) :])])


def _on_object(request: AWSPreparedRequest) -> set[Need]:
    """Without a look at the body, which may be a stream that can be read once."""
    path, query = f"/{_object(str(request.url))}", parse_qs(urlsplit(str(request.url)).query)
    given = ("s3", str(request.method), path, {}, b"", query)
    action = iam_actions.extract_iam_action(*given)
    assert action, f"nobody knows what {request.method} of an object needs"
    return {(action, iam_actions.extract_resource_arn(*given, REGION, ACCOUNT))}


def _object(url: str) -> str:
    """Bucket and key; the bucket stands in the path or before the host's name."""
    parts = urlsplit(url)
    bucket, at_host, _ = parts.netloc.partition(".s3.")
    path = unquote(parts.path)
    return f"{bucket}{path}" if at_host else path.lstrip("/")
