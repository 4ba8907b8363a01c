"""`port-out pack`: the last carrier pack, as a file."""

import hashlib
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import typer

from cli.app import Group, command
from cli.commands.show import IdArgument
from cli.exits import Exit, Stop
from cli.here import Here

ToOption = Annotated[
    Path, typer.Option(metavar="PATH", help="File or folder to write to; else here.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")]


@command(
    "pack",
    group=Group.ACT,
    examples={
        "port-out pack po-vyw7mytjjghapcfablyfkl5uwf": "the zip for the winning carrier, here",
        "port-out pack po-vyw7mytjjghapcfablyfkl5uwf --to packs/acme.zip": "under another name",
    },
)
def pack(here: Here, id_: IdArgument, to: ToOption = Path(), force: ForceOption = False) -> None:
    """Download the last carrier pack: what you hand to the winning carrier.

    Its SHA-256 is compared with the one on record. What it could not be printed with is said on
    stderr; `port-out verify` checks it again at any time.
    """
    view = here.api.get(f"/port-outs/{id_}")
    issued = view["pack"]
    if not issued:
        mend = f"it comes with Support's go-ahead: port-out show {id_}"
        raise Stop(Exit.NOT_FOUND, f"{id_} has no carrier pack yet", mend=mend)
    content, sha256 = downloaded(here, id_, issued["document"])
    file = written(content, to, f"{id_}-{issued['document']}", force=force)
    for problem in issued["problems"]:
        here.out.say(f"the pack: {problem}", style="yellow")
    data = {"file": str(file), "sha256": sha256, "version": view["pack_version"]}
    here.out.show(data | {"problems": issued["problems"]}, lambda: here.out.line(file))


def downloaded(here: Here, id_: str, name: str) -> tuple[bytes, str]:
    """A document and its SHA-256; Stop where it is not the one that the program wrote."""
    link: dict[str, Any] = here.api.get(f"/port-outs/{id_}/documents/{quote(name)}")
    content = here.api.download(link["url"])
    sha256 = hashlib.sha256(content).hexdigest()
    if link["sha256"] and link["sha256"] != sha256:
        raise Stop(Exit.FAULT, f"{name} is not the document on record: its SHA-256 differs")
    return content, sha256


def written(content: bytes, to: Path, name: str, *, force: bool) -> Path:
    """Where it now lies; its folder is made, and a file that is there stays, unless `force`."""
    file = to / name if to.is_dir() else to
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb" if force else "xb") as opened:
            opened.write(content)
    except FileExistsError as error:
        what = f"{error.filename or file} is there already"
        raise Stop(Exit.USAGE, what, mend="give --force or --to") from None
    except OSError as error:
        message = f"{file} can't be written: {error.strerror}"
        raise Stop(Exit.USAGE, message, mend="give --to") from None
    return file
