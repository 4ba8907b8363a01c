"""`port-out request`: numbers away to another carrier, rehearsed and shown before it happens."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cli.app import Group, command
from cli.asking import Request, ask
from cli.exits import Exit, Stop
from cli.here import Here
from cli.lists import ColumnOption, CountryOption, SheetOption, read_list
from cli.order import order_of
from cli.saying import YesOption
from cli.sheets import Sheet, read_text
from cli.waiting import TimeoutOption, WaitOption, state_named

NumbersArgument = Annotated[list[str], typer.Argument(metavar="[NUMBER]...", help="In E.164.")]
ListOption = Annotated[
    str, typer.Option("--file", metavar="FILE", help="The list: CSV, XLSX, text, or - for stdin.")
]
OrderOption = Annotated[
    Path | None,
    typer.Option(
        "--order",
        metavar="FILE",
        help="JSON with winning_carrier, identity, contact, reference, target_date.",
    ),
]
CarrierOption = Annotated[
    str, typer.Option("--carrier", metavar="NAME", help="The carrier that gets the numbers.")
]
ChannelOption = Annotated[
    str, typer.Option("--channel", metavar="NAME", help="Under which its key is stored.")
]
IdentityOption = Annotated[
    list[str],
    typer.Option("--identity", metavar="FIELD=VALUE", help="As the AWS bill shows it, exactly."),
]
InstanceOption = Annotated[
    str, typer.Option("--instance", metavar="ARN", help="Which instance; else Amazon Connect says.")
]
ReferenceOption = Annotated[str, typer.Option("--reference", metavar="TEXT", help="Your own.")]
DateOption = Annotated[
    str, typer.Option("--target-date", metavar="DAY", help="The day that you wish: 2026-12-15.")
]
KeyOption = Annotated[
    str, typer.Option("--key", metavar="TEXT", help="Idempotency-Key; else made of the content.")
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show it, and request nothing.")]
LeaveOutOption = Annotated[
    bool, typer.Option("--leave-out", help="Go on without what can't be read or can't go.")
]


@command(
    "request",
    group=Group.BEGIN,
    examples={
        "port-out request --file numbers.xlsx --order order.json": "the whole list, after a look",
        "port-out request +12065550100 --order order.json --dry-run": "only the look",
        "port-out request --file list.csv --country US --order order.json --yes --wait "
        "await-approval": "in a script",
    },
)
def request(
    here: Here,
    numbers: NumbersArgument = [],  # noqa: B006 - typer makes a new list for each call
    file: ListOption = "",
    order: OrderOption = None,
    carrier: CarrierOption = "",
    channel: ChannelOption = "",
    identity: IdentityOption = [],  # noqa: B006 - a new list too
    instance: InstanceOption = "",
    reference: ReferenceOption = "",
    target_date: DateOption = "",
    column: ColumnOption = "",
    sheet: SheetOption = "",
    country: CountryOption = "",
    leave_out: LeaveOutOption = False,
    key: KeyOption = "",
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    wait: WaitOption = None,
    timeout: TimeoutOption = None,
) -> Exit:
    """Request numbers away to another carrier, after a dry run that you see.

    The list is read and planned as by `port-out plan`. One group becomes a port-out; several become
    a batch, which the program works through by itself: you need not stay. The first group is
    rehearsed, and you are asked before anything happens.

    The same list with the same order again makes nothing twice, and goes on where it was stopped.
    """
    if wait is not None and wait != "end":
        state_named(wait)
    wanted = order_of(
        order,
        carrier={"name": carrier, "channel": channel},
        identity=identity,
        reference=reference,
        target_date=target_date,
    )
    found = _list(numbers, file, column=column, sheet=sheet, country=country)
    given: dict[str, Any] = {"instance_arn": instance, "key": key, "leave_out": leave_out}
    asked = Request(found, wanted, **given, dry_run=dry_run, yes=yes)
    return ask(here, asked, wait=wait, timeout=timeout)


def _list(numbers: list[str], file: str, **options: str) -> Sheet:
    if bool(numbers) == bool(file):
        raise Stop(Exit.USAGE, "there is no one list", mend="give numbers, or --file")
    if file:
        return read_list(file, **options)
    return read_text("\n".join(numbers).encode(), country=options["country"])
