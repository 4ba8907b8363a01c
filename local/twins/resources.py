"""Which resource IAM is asked about, by AWS's service authorization reference.

An operation that is not listed is on "*": AWS Support and invoicing know no resources.
"""

from __future__ import annotations

from ministack.core import iam_actions

ON = {
    ("connect", "DescribeInstance"): "arn:aws:connect:{region}:{account}:instance/{id}",
    ("connect", "ListPhoneNumbersV2"): "arn:aws:connect:{region}:{account}:phone-number/*",
    ("connect", "DescribePhoneNumber"): "arn:aws:connect:{region}:{account}:phone-number/{id}",
    ("connect", "ReleasePhoneNumber"): "arn:aws:connect:{region}:{account}:phone-number/{id}",
    ("connect", "ListTrafficDistributionGroups"): (
        "arn:aws:connect:{region}:{account}:traffic-distribution-group/*"
    ),
    ("account", "GetContactInformation"): "arn:aws:account::{account}:account",
    ("account", "GetAlternateContact"): "arn:aws:account::{account}:account",
    ("account", "GetAccountInformation"): "arn:aws:account::{account}:account",
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
        identifier = path.rstrip("/").rpartition("/")[2]
        return known.format(region=region, account=account, id=identifier)

    iam_actions.extract_resource_arn = resource
