"""`port-out verify`: is a file whole, and who signed it? Offline."""

from pathlib import Path
from typing import Annotated

import typer

from cli.app import Group, command
from cli.exits import Exit, Stop
from cli.here import Here
from tools.verify import NotJudged, NotVerified, verified

FileArgument = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="A statement (ownership.json), a carrier pack or a bundle."
    ),
]
KeyOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="The public key (PEM), from AWS itself.")
]


@command(
    "verify",
    group=Group.PROVE,
    offline=True,
    examples={
        "port-out verify attempt-1-carrier-pack.zip": "is the pack the one that was issued",
        "port-out verify ownership.json --key public-key.pem": "and who signed the statement",
    },
)
def verify(here: Here, file: FileArgument, key: KeyOption = None) -> Exit:
    """Verify a statement, a carrier pack, or a bundle with its record, without any network.

    Statement of ownership (ownership.json): its text and its signature. Carrier pack (zip): that,
    and every file against its hash. Bundle (zip): the record's chain of hashes, every document, and
    the statements among them. `port-out record` verifies the chain of a port-out as it is now.

    A key that came with the file proves nothing: take it from `aws kms get-public-key`, or from
    whoever vouches for it. Ends with 1 where something does not hold, with 2 where the file or the
    key can't be read.
    """
    try:
        holds = verified(file, key)
    except NotVerified as error:
        raise Stop(Exit.REFUSED, f"does not hold: {error}") from None
    except NotJudged as error:
        raise Stop(Exit.USAGE, str(error)) from None
    here.out.show({"verified": True, "holds": holds}, lambda: here.out.line("\n".join(holds)))
    return Exit.OK
