"""`port-out correct`: what is to be different after a refusal or a difference to the bill."""

from typing import Annotated, Any

import typer

from cli.app import Group, command
from cli.exits import Exit, Stop
from cli.facts import listed
from cli.here import Here
from cli.saying import IdArgument, SignalIdOption, pairs, say
from cli.waiting import TimeoutOption, WaitOption

IdentityOption = Annotated[
    list[str],
    typer.Option("--identity", metavar="FIELD=VALUE", help="A field of the identity that changes."),
]
BillOption = Annotated[
    list[str], typer.Option("--bill", metavar="FIELD=VALUE", help="What you read on the bill.")
]
RemoveOption = Annotated[
    list[str], typer.Option("--remove", metavar="NUMBER", help="Leave this number out.")
]
OverrideOption = Annotated[
    str,
    typer.Option("--override", metavar="REASON", help="Go on though it differs from the bill."),
]


@command(
    "correct",
    group=Group.ACT,
    examples={
        "port-out correct po-vyw7... --identity company_name='Example Corp.'": "as the bill has it",
        "port-out correct po-vyw7... --remove +12065550101": "go on without that number",
        "port-out correct po-vyw7... --bill city=Seattle": "the bill that no program could read",
        "port-out correct po-vyw7... --override 'AWS Support agreed by phone'": "with a reason",
    },
)
def correct(
    here: Here,
    id_: IdArgument,
    identity: IdentityOption = [],  # noqa: B006 - typer makes a new list for each call
    bill: BillOption = [],  # noqa: B006 - a new list too
    remove: RemoveOption = [],  # noqa: B006 - a new list too
    override: OverrideOption = "",
    signal_id: SignalIdOption = "",
    wait: WaitOption = None,
    timeout: TimeoutOption = None,
) -> Exit:
    """Correct what stops the port-out; everything is proven again after it.

    Only what you name changes. A new identity or fewer numbers end the signed LOA: sign a new one.
    """
    given: dict[str, Any] = {
        "identity": pairs(identity, "--identity"),
        "bill_identity": pairs(bill, "--bill"),
        "remove_numbers": [number for text in remove for number in listed(text)],
        "override_reason": override,
    }
    facts = {name: value for name, value in given.items() if value}
    if not facts:
        options = "--identity, --bill, --remove or --override"
        mend = f"port-out show {id_} says what does not fit; then give {options}"
        raise Stop(Exit.USAGE, "nothing is corrected", mend=mend)
    return say(
        here, id_, "operator.corrected", facts, signal_id=signal_id, wait=wait, timeout=timeout
    )
