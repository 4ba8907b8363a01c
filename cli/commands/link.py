"""`port-out link`: a page for one person at the winning carrier, once."""

from typing import Annotated, Any
from urllib.parse import quote

import typer

from cli.app import Group, command
from cli.exits import Exit, Stop
from cli.here import Here
from cli.refusal import Refused
from cli.saying import IdArgument

NameOption = Annotated[str, typer.Option("--name", metavar="NAME", help="Who gets it.")]
CompanyOption = Annotated[str, typer.Option("--company", metavar="NAME", help="Their company.")]
DaysOption = Annotated[
    int, typer.Option("--days", min=1, max=30, help="For how many days it is good.")
]
RevokeOption = Annotated[
    str, typer.Option("--revoke", metavar="LINK", help="End this link instead of issuing one.")
]


@command(
    "link",
    group=Group.ACT,
    examples={
        "port-out link po-vyw7... --name 'Bo Lindqvist' --company 'Example Telecom'": "issue one",
        "port-out link po-vyw7... --name 'Bo Lindqvist' --json | jq -r .url": "only its address",
        "port-out link po-vyw7... --revoke 8f14e45fceea167a5a36dedd4bea2543": "end it",
    },
)
def link(
    here: Here,
    id_: IdArgument,
    name: NameOption = "",
    company: CompanyOption = "",
    days: DaysOption = 7,
    revoke: RevokeOption = "",
) -> Exit:
    """Issue a link with which one person at the carrier says, once, what happened; or end one.

    The address is shown now and never again. Whoever has it can answer in that name: send it to
    that person alone. `port-out show ID --json | jq .carrier_links` lists the links.
    """
    if bool(name) == bool(revoke):
        raise Stop(Exit.USAGE, "it is not clear what to do", mend="give --name, or --revoke")
    if revoke:
        ended = _revoked(here, id_, revoke)
        here.out.show(ended, lambda: here.out.line(f"{revoke} is revoked"))
        return Exit.OK
    body: dict[str, Any] = {"name": name, "valid_days": days}
    issued = here.api.post(
        f"/port-outs/{id_}/links", body | ({"company": company} if company else {})
    )

    def people() -> None:
        here.out.line(issued["url"])
        here.out.say(f"for {issued['name']}, once, until {issued['expires_at']}; shown only now")

    here.out.show(issued, people)
    return Exit.OK


def _revoked(here: Here, id_: str, link_id: str) -> Any:
    try:
        return here.api.delete(f"/port-outs/{id_}/links/{quote(link_id, safe='')}")
    except Refused as error:
        if error.code is not Exit.NOT_FOUND:
            raise
        mend = f"compare the link: port-out show {id_} --json | jq .carrier_links"
        raise Stop(error.code, error.message, mend=mend) from None
