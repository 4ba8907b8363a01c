"""The AWS services that ministack lacks, as botocore knows them."""

from __future__ import annotations

from typing import Any

from local.settings import Settings
from local.twins import account, connect, invoicing, organizations, resources, support
from local.twins.events import Events
from local.twins.limits import Limits
from local.twins.registration import register
from local.twins.service import Twin


class Twins:
    """AWS Support, Connect, invoicing, account and Organizations, with what they hold."""

    def __init__(self, settings: Settings, aws_url: str) -> None:
        self.limits = Limits()
        events = Events(settings.account_id, settings.region)
        self.support = support.Desk(settings.account_id, self.limits, events)
        self.connect = connect.Estate(settings.account_id, settings.region, events)
        self.billing = invoicing.Ledger(settings.account_id, aws_url)

    def register(self) -> None:
        """Put every twin behind the gateway."""
        throttles = self.limits.throttles
        register(Twin("support", support.operations(self.support), throttles["support"]))
        register(Twin("connect", connect.operations(self.connect), throttles["connect"]))
        register(Twin("invoicing", invoicing.operations(self.billing)))
        register(Twin("account", account.operations(self.billing)))
        register(Twin("organizations", organizations.operations(self.billing)))
        resources.apply()

    def facts(self) -> dict[str, Any]:
        """What there is at the start: instance, numbers, billing identity."""
        return {**self.connect.facts(), "billing_identity": self.billing.identity.to_json()}
