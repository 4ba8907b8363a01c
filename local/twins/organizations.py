"""AWS Organizations: whether the account is in one, and who pays."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from local.twins.errors import Refused
from local.twins.invoicing import Ledger
from local.twins.service import Caller, Operation

PAYER = "999988887777"
ORGANIZATION = "o-exampleorg1"


def operations(ledger: Ledger) -> Mapping[str, Operation]:
    """Each operation on what the ledger knows of the account's standing."""
    return ledger.guard("organizations", {"DescribeOrganization": partial(_describe, ledger)})


def _describe(ledger: Ledger, caller: Caller, parameters: dict[str, Any]) -> dict[str, Any]:
    standing = ledger.identity.standing
    if standing == "standalone":
        words = "Your account is not a member of an organization."
        raise Refused("AWSOrganizationsNotInUseException", words)
    payer = ledger.account_id if standing == "management" else PAYER
    arn = f"arn:aws:organizations::{payer}"
    organization = {
        "Id": ORGANIZATION,
        "Arn": f"{arn}:organization/{ORGANIZATION}",
        "FeatureSet": "ALL",
        "MasterAccountArn": f"{arn}:account/{ORGANIZATION}/{payer}",
        "MasterAccountId": payer,
        "MasterAccountEmail": "root@example.com",
    }
    return {"Organization": organization}
