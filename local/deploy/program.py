"""One CloudFormation stack from the template that goes to AWS, unchanged."""

from __future__ import annotations

import time
from typing import Any

from local.deploy.assets import upload_assets
from local.deploy.clients import Clients
from local.settings import STACK, Settings

DEPLOY_SECONDS = 60.0


class DeployFailed(Exception):
    """The stack was not created; the message says which resources failed and why."""


def deploy(settings: Settings, url: str) -> dict[str, str]:
    """Create the stack and give its outputs."""
    clients = Clients(settings, url)
    template_url = upload_assets(settings, clients)
    cloudformation = clients("cloudformation")
    cloudformation.create_stack(
        StackName=STACK,
        TemplateURL=template_url,
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
    )
    stack = _settled(cloudformation)
    if stack["StackStatus"] != "CREATE_COMPLETE":
        raise DeployFailed(f"{stack['StackStatus']}: {_failures(cloudformation)}")
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def _settled(cloudformation: Any) -> dict[str, Any]:
    deadline = time.monotonic() + DEPLOY_SECONDS
    while time.monotonic() < deadline:
        stack: dict[str, Any] = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
        if not stack["StackStatus"].endswith("IN_PROGRESS"):
            return stack
        time.sleep(0.05)
    raise DeployFailed(f"not created within {DEPLOY_SECONDS:.0f} s")


def _failures(cloudformation: Any) -> str:
    events = cloudformation.describe_stack_events(StackName=STACK)["StackEvents"]
    return "; ".join(
        f"{event['LogicalResourceId']} ({event['ResourceType']}): {event['ResourceStatusReason']}"
        for event in reversed(events)
        if event["ResourceStatus"].endswith("FAILED") and event.get("ResourceStatusReason")
    )
