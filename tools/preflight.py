"""`python -m tools.preflight --region R [--instance ARN] [--language CODE]`: can it open the case?

Asks AWS with the credentials and the profile of the environment, and changes nothing: CreateCase
is sent as a dry run. With `--local FILE` it asks the world of `make local` instead. Ends with 0
when this account can open the case by the API, 1 when it can't, 2 when that can't be judged.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.support_codes import SUPPORT_CODES
from port_out.domain.cases import CaseKind
from port_out.domain.errors import BadInput
from port_out.domain.numbers import InstanceArn
from port_out.domain.preflight import Check, Result, Verdict, verdict
from port_out.domain.preflight_advice import support_checks
from port_out.domain.support_case import console_link
from port_out.gateways.billing import Billing
from port_out.gateways.connect import Connect
from port_out.gateways.support_rehearsal import SupportRehearsal
from tools.account_checks import bill_checks, instance_check, region_check
from tools.local_world import environment

CAN, CAN_NOT, UNCLEAR = 0, 1, 2
_CODES = {Verdict.READY: CAN, Verdict.NOT_READY: CAN_NOT, Verdict.UNKNOWN: UNCLEAR}
_LAST = {
    Verdict.READY: "READY: this account can open the case by the API",
    Verdict.NOT_READY: "NOT READY: mend what is marked, or open the case by hand at\n{link}",
    Verdict.UNKNOWN: "CAN'T BE JUDGED: see what is unknown",
}
# The subject is AWS's own word for a test; the text would say the same to whoever reads it.
_SUBJECT = "TEST CASE-Please ignore (Connect Port-Out, rehearsal)"
_BODY = "This only rehearses whether a case could be opened. There is nothing to do."


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


def main(arguments: Sequence[str]) -> int:
    """Say what is ready and what is not; the exit code says it too."""
    parser = argparse.ArgumentParser(prog="preflight", description=(__doc__ or "").split("\n")[2])
    parser.add_argument("--region", required=True, help="where the program is to be deployed")
    parser.add_argument("--instance", default="", help="ARN of an Amazon Connect instance")
    parser.add_argument("--language", default="en", help="the contact language of the case")
    parser.add_argument("--local", type=Path, help="the local.json of a world that is up")
    given = parser.parse_args(arguments)
    try:
        if given.local:
            _turn_to(given.local)
        return report(this_account(given.region), given.instance, given.language)
    except NotJudged as error:
        print(f"preflight: {error}", file=sys.stderr)
    except (BotoCoreError, ClientError) as error:
        print(f"preflight: AWS answered what was not foreseen: {error}", file=sys.stderr)
    return UNCLEAR


def _turn_to(facts_file: Path) -> None:
    """Let every call of this process go to the local world; NotJudged where none is up."""
    try:
        there = environment(facts_file)
    except (OSError, ValueError) as error:
        raise NotJudged(f"no local world is up at {facts_file}: {error}") from None
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ.update(there)


def this_account(region: str) -> Account:
    """The account of the environment's credentials; NotJudged where there are none that work."""
    # What Lambda tells the gateways, a tool has to tell them.
    os.environ["AWS_REGION"] = region
    try:
        boto3.setup_default_session(region_name=region)
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


def report(account: Account, instance: str, language: str) -> int:
    """Print every check and the verdict, and answer its exit code."""
    try:
        wanted = InstanceArn.parse(instance) if instance else None
    except BadInput as error:
        raise NotJudged(f"INSTANCE= {error.problems[0].detail}: {error.problems[0].mend}") from None
    print(f"preflight: account {account.id} as {account.caller}\n")
    reading = account.support.read(_SUBJECT, _BODY, language=language, cc=())
    partition = account.caller.split(":")[1]
    checks = [
        *support_checks(reading),
        region_check(partition, account.region, account.has_connect),
    ]
    if wanted:
        place = {"account": account.id, "region": account.region}
        checks.append(instance_check(wanted, account.connect, **place))
    checks += bill_checks(account.billing, account.today)
    for check in checks:
        print(_line(check))
    kind, found = reading.kind or reading.wanted, verdict(checks)
    link = console_link(kind.service_code, kind.category_code)
    print(f"\npreflight: {_LAST[found].format(link=link)}")
    return _CODES[found]


def _line(check: Check) -> str:
    mark = check.result if check.result in (Result.OK, Result.NOTE) else check.result.upper()
    line = f"  {mark:<8} {check.about}: {check.detail}"
    return f"{line}\n           do: {check.mend}" if check.mend else line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
