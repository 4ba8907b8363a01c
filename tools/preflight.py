"""`python -m tools.preflight --region R [--instance ARN] [--language CODE]`: can it open the case?

Asks AWS with the credentials and the profile of the environment, and changes nothing: CreateCase
is sent as a dry run. With `--local FILE` it asks the world of `make local` instead. Ends with 0
when this account can open the case by the API, 1 when it can't, 2 when that can't be judged.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from port_out.domain.errors import BadInput
from port_out.domain.numbers import InstanceArn
from port_out.domain.preflight import Check, Result, Verdict, verdict
from port_out.domain.preflight_advice import support_checks
from port_out.domain.support_case import console_link
from tools.account import Account, NotJudged, this_account, turn_to
from tools.account_checks import bill_checks, instance_check, region_check

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
            turn_to(given.local)
        return report(this_account(given.region), given.instance, given.language)
    except NotJudged as error:
        print(f"preflight: {error}", file=sys.stderr)
    except (BotoCoreError, ClientError) as error:
        print(f"preflight: AWS answered what was not foreseen: {error}", file=sys.stderr)
    return UNCLEAR


@dataclass(frozen=True)
class Found:
    """What an account was found to be able to do, and where a case is opened by hand."""

    checks: list[Check]
    verdict: Verdict
    link: str

    @property
    def code(self) -> int:
        """The exit code that says it."""
        return _CODES[self.verdict]

    @property
    def last_line(self) -> str:
        """The verdict in a sentence."""
        return _LAST[self.verdict].format(link=self.link)


def look(account: Account, instance: str, language: str) -> Found:
    """Ask AWS all that there is to ask; NotJudged where the instance is no ARN."""
    try:
        wanted = InstanceArn.parse(instance) if instance else None
    except BadInput as error:
        raise NotJudged(f"INSTANCE= {error.problems[0].detail}: {error.problems[0].mend}") from None
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
    kind = reading.kind or reading.wanted
    return Found(checks, verdict(checks), console_link(kind.service_code, kind.category_code))


def report(account: Account, instance: str, language: str) -> int:
    """Print every check and the verdict, and answer its exit code."""
    found = look(account, instance, language)
    print(f"preflight: account {account.id} as {account.caller}\n")
    for check in found.checks:
        print(_line(check))
    print(f"\npreflight: {found.last_line}")
    return found.code


def _line(check: Check) -> str:
    mark = check.result if check.result in (Result.OK, Result.NOTE) else check.result.upper()
    line = f"  {mark:<8} {check.about}: {check.detail}"
    return f"{line}\n           do: {check.mend}" if check.mend else line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
