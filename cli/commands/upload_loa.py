"""`port-out upload-loa`: the signed LOA, uploaded and taken in."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cli.app import Group, command
from cli.exits import Exit, Stop
from cli.files import content_of
from cli.here import Here
from cli.saying import IdArgument, say
from cli.waiting import TimeoutOption, WaitOption

LARGEST = 10_000_000
_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "tif": "image/tiff",
    "tiff": "image/tiff",
}
LoaArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="The signed LOA: PDF, PNG, JPEG or TIFF.")
]
SignedOption = Annotated[
    str, typer.Option("--signed-on", metavar="DAY", help="The day of the signature: 2026-12-15.")
]


@command(
    "upload-loa",
    group=Group.ACT,
    examples={
        "port-out upload-loa po-vyw7... loa.pdf --signed-on 2026-12-15": "upload it, and it counts",
    },
)
def upload_loa(
    here: Here,
    id_: IdArgument,
    file: LoaArgument,
    signed_on: SignedOption,
    wait: WaitOption = None,
    timeout: TimeoutOption = None,
) -> Exit:
    """Upload the signed LOA and have it checked: what a carrier could not open is refused.

    The same file with the same day again changes nothing. Up to 10 MB, 50 pages, no password.
    """
    try:
        date.fromisoformat(signed_on)
    except ValueError:
        mend = "write it as 2026-12-15"
        raise Stop(Exit.USAGE, f"--signed-on {signed_on} is no day", mend=mend) from None
    content, extension = _read(file)
    digest = hashlib.sha256(content).hexdigest()
    # Named by its content: what was uploaded before is never replaced by something else.
    name = f"loa-{digest[:12]}.{extension}"
    asked = {"name": name, "content_type": _TYPES[extension]}
    place = here.api.post(f"/port-outs/{id_}/documents", asked)
    here.api.upload(place["url"], content, place["headers"])
    here.out.say(f"{file.name} is uploaded as {name}")
    facts = {"document": name, "signed_on": signed_on}
    signal_id = f"loa-{digest[:32]}-{signed_on}"
    type_ = "operator.uploaded_loa"
    return say(here, id_, type_, facts, signal_id=signal_id, wait=wait, timeout=timeout)


def _read(file: Path) -> tuple[bytes, str]:
    extension = file.suffix.lower().removeprefix(".")
    if extension not in _TYPES:
        raise Stop(Exit.USAGE, f"{file} is of no known kind", mend="give a PDF, PNG, JPEG or TIFF")
    mend = "give the signed LOA, 1 byte to 10 MB; scan it with fewer dots"
    content = content_of(file, most=LARGEST, mend=mend)
    if not content:
        raise Stop(Exit.USAGE, f"{file} is empty", mend=mend)
    return content, extension
