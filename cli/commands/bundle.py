"""`port-out bundle`: everything about one port-out as one zip."""

from pathlib import Path

from cli.app import Group, command
from cli.bundling.archive import bundled
from cli.bundling.contents import gathered
from cli.commands.pack import ForceOption, ToOption, written
from cli.commands.show import IdArgument
from cli.counting import counting
from cli.exits import Exit
from cli.here import Here
from tools.archives import sha256


@command(
    "bundle",
    group=Group.PROVE,
    examples={
        "port-out bundle po-vyw7mytjjghapcfablyfkl5uwf": "one zip, here",
        "port-out verify po-vyw7mytjjghapcfablyfkl5uwf-bundle.zip": "verify it, at any time",
    },
)
def bundle(here: Here, id_: IdArgument, to: ToOption = Path(), force: ForceOption = False) -> Exit:
    """Keep everything about a port-out: record, documents, communications, and their hashes.

    Its README says how to verify it without the program. The same contents give the same bytes:
    keep the SHA-256 that is printed where nobody can change it. Ends with 1 where a document is not
    the one on record; the bundle is written all the same, and says so.
    """
    with counting(here.out, "downloading the documents") as read:
        contents = gathered(here.api, id_, read)
    content = bundled(contents)
    file = written(content, to, f"{id_}-bundle.zip", force=force)
    for problem in contents.problems:
        here.out.say(f"the bundle: {problem}", style="yellow")
    data = {
        "file": str(file),
        "sha256": sha256(content),
        "documents": len(contents.documents),
        "problems": contents.problems,
    }
    here.out.show(data, lambda: here.out.line(f"{data['sha256']}  {file}"))
    return Exit.REFUSED if contents.has_stranger else Exit.OK
