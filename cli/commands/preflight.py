"""`port-out preflight`: can this account open the Support case? Changes nothing."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.app import Group, command
from cli.exits import Exit
from cli.here import Here
from port_out.domain.preflight import Verdict

if TYPE_CHECKING:
    from tools.preflight import Found

InstanceOption = Annotated[
    str, typer.Option(metavar="ARN", help="An Amazon Connect instance to look at too.")
]
LanguageOption = Annotated[str, typer.Option(metavar="CODE", help="Contact language of the case.")]
_CODES = {Verdict.READY: Exit.OK, Verdict.NOT_READY: Exit.REFUSED, Verdict.UNKNOWN: Exit.USAGE}


@command(
    "preflight",
    group=Group.BEGIN,
    examples={
        "port-out preflight --region us-east-1": "plan, permissions, codes, bill of this account",
        "port-out preflight --language ja": "is Support reached in Japanese",
        "port-out preflight --local": "the same of the world of `make local`",
    },
)
def preflight(here: Here, instance: InstanceOption = "", language: LanguageOption = "en") -> Exit:
    """Find out whether this AWS account can open the Support case.

    Asks AWS with your credentials and changes nothing: CreateCase is rehearsed. It needs no
    deployed program. Ends with 1 where the account can't, with 2 where that can't be judged.
    """
    from cli.looking import looked

    account, found = looked(here.asked, instance, language)
    data = {
        "account": account.id,
        "caller": account.caller,
        "verdict": str(found.verdict),
        "checks": [check.as_data() for check in found.checks],
        "case_link": found.link,
    }
    here.out.show(data, lambda: _people(here, found))
    return _CODES[found.verdict]


def _people(here: Here, found: "Found") -> None:
    rows = [(str(c.result).upper(), c.about, c.detail, c.mend) for c in found.checks]
    here.out.table(("RESULT", "ABOUT", "WHAT", "DO"), rows, whole=("RESULT",))
    here.out.line(found.last_line, style="bold")
