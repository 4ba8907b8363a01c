"""AWS authorises GetParametersByPath and DeleteParameters on the parameters that they name.

ministack finds a parameter in `Name` only; these two it takes to ask for every parameter there is.
"""

from __future__ import annotations

import json
from typing import Any

from ministack.core import iam_actions

_PREFIX = "arn:aws:ssm:{region}:{account}:parameter/"


def apply() -> None:
    """Authorise on the path, or on the first of the names: ours are always of one path."""
    original = iam_actions.extract_resource_arn

    def resource_arn(service: str, *request: Any) -> str:
        found = str(original(service, *request))
        body, region, account = request[3], *request[5:7]
        if service != "ssm" or found != "*" or not body:
            return found
        asked = json.loads(body)
        name = asked.get("Path") or next(iter(asked.get("Names", ())), "")
        prefix = _PREFIX.format(region=region, account=account)
        return prefix + name.lstrip("/") if name else found

    iam_actions.extract_resource_arn = resource_arn
