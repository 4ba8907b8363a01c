"""Which resource IAM is asked about, by AWS's service authorization reference.

An operation that is not listed is on what ministack says, "*" for a service that it lacks:
AWS Support and invoicing know no resources.
"""

from __future__ import annotations

import contextlib
import json

from ministack.core import iam_actions

INSTANCE = "arn:aws:connect:{region}:{account}:instance/{id}"
ON = {
    ("connect", "DescribeInstance"): INSTANCE,
    ("connect", "ListFlowAssociations"): INSTANCE,
    ("connect", "ListContactFlows"): f"{INSTANCE}/contact-flow/*",
    ("connect", "SearchQueues"): INSTANCE,
    ("connect", "ListPhoneNumbersV2"): "arn:aws:connect:{region}:{account}:phone-number/*",
    ("connect", "DescribePhoneNumber"): "arn:aws:connect:{region}:{account}:phone-number/{id}",
    ("connect", "ReleasePhoneNumber"): "arn:aws:connect:{region}:{account}:phone-number/{id}",
    ("connect", "ListTrafficDistributionGroups"): (
        "arn:aws:connect:{region}:{account}:traffic-distribution-group/*"
    ),
    ("account", "GetContactInformation"): "arn:aws:account::{account}:account",
    ("account", "GetAlternateContact"): "arn:aws:account::{account}:account",
    ("account", "GetAccountInformation"): "arn:aws:account::{account}:account",
    ("organizations", "DescribeOrganization"): "*",
}


def apply() -> None:
    """Name the resource of a twin's operation to IAM; ministack knows none of them."""
    original = iam_actions.extract_resource_arn

    def resource(
        service: str,
        method: str,
        path: str,
        headers: dict[str, str],
        body: bytes,
        query: dict[str, list[str]],
        region: str,
        account: str,
    ) -> str:
        request = (service, method, path, headers, body, query)
        action = iam_actions.extract_iam_action(*request)
        known = ON.get((service, str(action).rpartition(":")[2]))
        if known is None:
            return str(original(*request, region, account))
        return known.format(region=region, account=account, id=_identifier(path, body))

    iam_actions.extract_resource_arn = resource


def _identifier(path: str, body: bytes) -> str:
    """What the request is about: the end of its path, or a search's instance in the body."""
    if path.startswith("/search-"):
        with contextlib.suppress(ValueError, KeyError, TypeError):
            return str(json.loads(body)["InstanceId"])
    return path.rstrip("/").rpartition("/")[2]
