"""Whose account a tool asks: that of the environment's credentials, or a local world's."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.support_codes import SUPPORT_CODES
from port_out.domain.cases import CaseKind
from port_out.gateways.billing import Billing
from port_out.gateways.connect import Connect
from port_out.gateways.support_rehearsal import SupportRehearsal
from tools.local_world import environment

_KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN")


class NotJudged(Exception):
    """Who asks, or what is asked for, is not known."""


@dataclass(frozen=True)
class Account:
    """Whose account it is, where, and what it is asked through."""

    id: str
    caller: str
    region: str
    has_connect: bool
    support: SupportRehearsal
    connect: Connect
    billing: Billing
    today: date


def turn_to(facts_file: Path) -> None:
    """Let every call of this process go to the local world; NotJudged where none is up."""
    try:
        there = environment(facts_file)
    except (OSError, ValueError) as error:
        raise NotJudged(f"no local world is up at {facts_file}: {error}") from None
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ.update(there)


def speak_as(region: str, profile: str | None = None) -> None:
    """Let every client that this process makes speak there, as the environment or the profile."""
    # What Lambda tells the gateways, a tool has to tell them; their SDK reads the second name.
    os.environ.update({"AWS_REGION": region, "AWS_DEFAULT_REGION": region})
    if profile:
        os.environ["AWS_PROFILE"] = profile
        # Keys in the environment would win over a profile that is only named there.
        for name in _KEYS:
            os.environ.pop(name, None)


def this_account(region: str, profile: str | None = None) -> Account:
    """The account of the environment's credentials; NotJudged where there are none that work."""
    speak_as(region, profile)
    try:
        caller = boto3.client("sts").get_caller_identity()
    except (BotoCoreError, ClientError) as error:
        raise NotJudged(f"AWS does not know who asks: {error}") from None
    regions = boto3.session.Session().get_available_regions("connect")
    service, category, severity = SUPPORT_CODES.values()
    return Account(
        id=caller["Account"],
        caller=caller["Arn"],
        region=region,
        has_connect=region in regions,
        support=SupportRehearsal(CaseKind(service, category, severity), region),
        connect=Connect(now=lambda: datetime.now(UTC)),
        billing=Billing(caller["Account"]),
        today=datetime.now(UTC).date(),
    )
