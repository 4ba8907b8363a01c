"""The operator's guide is true: what it tells the reader to type does what it says."""

import os
import re
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest

from local.world import World
from tests.cli.terminal import Ended, in_terminal, piped
from tests.docs.pages import text_of
from tests.process.guide import arguments, not_said, scenes, write_files
from tests.process.player import Player

PROGRAM = [str(Path(sys.executable).with_name("port-out"))]
NUMBERS = {
    "+13125550142": "DID",
    "+13125550143": "DID",
    "+13125550144": "DID",
    "+18885550145": "TOLL_FREE",
}
ASKS = "Hello,\n\nWhich of your bills shows this address?\n\nRegards,\nAna"
BEGIN = "Hello, please begin the process with your winning carrier."
APPROVES = "The request matches our records. We have approved it."
ASKED_BACK = ("port-out request --file numbers.csv --order order.json", "port-out cancel ")
ALONE = ("port-out verify ",)
"""Commands that call no program, and so are not told where it runs."""
IN_A_TERMINAL = (*ASKED_BACK, "port-out show ", "port-out list ", "port-out plan ")


class Reader:
    """Somebody who types what the guide says, while the others play their parts."""

    def __init__(self, player: Player, world: World, folder: Path) -> None:
        self.player, self.folder = player, folder
        there = ("--local-file", str(world.settings.facts_file))
        around = {"environment": os.environ, "program": PROGRAM, "folder": folder}
        self._piped = partial(piped, **around)  # type: ignore[arg-type] # one dict for both
        self._seen = partial(in_terminal, width=140, **around)  # type: ignore[arg-type] # as above
        self._there = there
        self.words = {
            "TODAY": f"{datetime.now(UTC):%Y-%m-%d}",
            "DATE": player.date(14),
            "LATER": player.date(16),
        }

    def types(self, command: str) -> Ended:
        """Type one line, in a terminal where a person would look or is asked back."""
        line = arguments(command, self.words)
        if not command.startswith(ALONE):
            line += self._there
        if command.startswith(ASKED_BACK):
            ended = self._seen(*line, typed="y\n")
        elif command.startswith(IN_A_TERMINAL):
            ended = self._seen(*line)
        else:
            ended = self._piped(*line)
        self._learn(command, ended.plain)
        return ended

    def _learn(self, command: str, answer: str) -> None:
        """What the reader fills in from now on."""
        if command.startswith("port-out request"):
            for word, id_ in (("ID", "po"), ("BATCH", "ba")):
                if found := re.findall(rf"\b{id_}-[a-z2-7]{{26}}\b", answer):
                    self.words.setdefault(word, found[0])
        self.player.id = self.words.get("ID", "")
        if command.startswith("port-out link ID --name"):
            self.words["LINK"] = self.player.view()["carrier_links"][0]["link"]
        if command.startswith("port-out batch BATCH"):
            ids = set(re.findall(r"\bpo-[a-z2-7]{26}\b", answer))
            self.words["OTHER"] = sorted(ids)[0]


def support_asks(reader: Reader) -> None:
    reader.player.support_writes(ASKS)
    reader.player.when(lambda view: bool(view["to_decide"]), "with a text to decide")


def support_says_begin(reader: Reader) -> None:
    reader.player.when(lambda view: not view["question"], "answered")
    reader.player.support_writes(BEGIN)


def the_loa_is_signed(reader: Reader) -> None:
    with zipfile.ZipFile(reader.folder / "pack.zip") as pack:
        draft = pack.read("for-the-carrier/loa-draft.pdf")
    (reader.folder / "loa.pdf").write_bytes(draft)


def the_pack_is_made_anew(reader: Reader) -> None:
    reader.player.until("Await Carrier Submission")


def support_approves(reader: Reader) -> None:
    reader.player.support_writes(APPROVES)
    reader.player.when(lambda view: bool(view["to_decide"]), "with a text to decide")


MEANWHILE: dict[str, Callable[[Reader], None]] = {
    "port-out next --limit 1": support_asks,
    "port-out watch ID --until await-carrier-submission": support_says_begin,
    "port-out upload-loa ID": the_loa_is_signed,
    "port-out pack ID --to pack.zip --force": the_pack_is_made_anew,
    "port-out decide ID support.approved": support_approves,
}
"""What others do before the reader types a line that begins so."""


def meanwhile(command: str) -> Callable[[Reader], None]:
    """What happens before this line is typed; mostly nothing."""
    found = [act for begin, act in MEANWHILE.items() if command.startswith(begin)]
    return found[0] if found else lambda _: None


@pytest.fixture
def reader(player: Player, world: World, tmp_path: Path) -> Reader:
    for number, kind in NUMBERS.items():
        player.twins.call("PUT", f"{player.held}/{quote(number)}", {"type": kind})
    write_files(tmp_path)
    return Reader(player, world, tmp_path)


@pytest.mark.timeout(900)  # forty commands, each a new process
def test_the_guide_takes_a_port_out_to_its_end_and_cancels_another(reader: Reader) -> None:
    for scene in scenes():
        answers = []
        for command in scene.commands:
            meanwhile(command)(reader)
            ended = reader.types(command)
            assert ended.code == 0, (command, ended.plain, ended.notes)
            answers += [ended.plain, ended.notes]
        assert not_said(scene.answers, "\n".join(answers)) == [], scene.commands

    assert reader.player.view()["state"] == "Port-Out Completed"
    reader.player.id = reader.words["OTHER"]
    assert reader.player.view()["state"] == "Port-Out Cancelled"


def test_the_guide_shows_every_command() -> None:
    typed = {line.split()[1] for scene in scenes() for line in scene.commands}
    named = set(re.findall(r"`port-out ([a-z-]+)(?: [^`]+)?`", text_of("docs/operators-guide.md")))

    every = set(re.findall(r"^## port-out (\S+)$", text_of("docs/cli.md"), re.MULTILINE))

    assert every - typed - named == {"completion"}
    assert typed <= every


def test_what_happens_meanwhile_belongs_to_a_line_of_the_guide() -> None:
    typed = [line for scene in scenes() for line in scene.commands]

    assert [begin for begin in MEANWHILE if not any(t.startswith(begin) for t in typed)] == []
