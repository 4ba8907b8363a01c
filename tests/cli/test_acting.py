"""What an operator says and does, against the whole API."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.signals import SignalType
from tests.api.builders import ID, NOON, NUMBERS, a_port_out
from tests.api.world import World
from tests.cli.terminal import in_terminal, piped
from tests.cli.whole import WholeProgram

SIGNALS = f"/port-outs/{ID}/signals"


@pytest.fixture
def whole() -> Iterator[WholeProgram]:
    running = WholeProgram(World().holding(a_port_out(State.AWAIT_APPROVAL)))
    yield running
    running.close()


@pytest.fixture
def shell(environment: dict[str, str], whole: WholeProgram) -> dict[str, str]:
    return environment | {"PORT_OUT_API_URL": whole.url}


@pytest.mark.parametrize(
    ("told", "type_", "facts"),
    [
        (["answer", ID, "Yes, all of them."], "operator.answered", {"text": "Yes, all of them."}),
        (
            ["correct", ID, "--identity", "city=Tacoma", "--remove", NUMBERS[1]],
            "operator.corrected",
            {"identity": {"city": "Tacoma"}, "remove_numbers": [NUMBERS[1]]},
        ),
        (
            ["correct", ID, "--bill", "city=Tacoma", "--override", "they said so"],
            "operator.corrected",
            {"bill_identity": {"city": "Tacoma"}, "override_reason": "they said so"},
        ),
        (["cancel", ID, "--reason", "wrong", "--yes"], "operator.cancelled", {"reason": "wrong"}),
        (
            ["say", ID, "carrier.completed", "--fact", f"numbers={NUMBERS[0]}", "--by", "Bo"],
            "carrier.completed",
            {"numbers": [NUMBERS[0]], "said_by": "Bo"},
        ),
        (
            ["say", ID, "support.named_identity", "--fact", "expected.city=Tacoma"],
            "support.named_identity",
            {"expected": {"city": "Tacoma"}},
        ),
        (["say", ID, "operator.tested_calls"], "operator.tested_calls", {}),
    ],
)
def test_what_is_typed_is_kept_as_it_was_meant(
    whole: WholeProgram, shell: dict[str, str], told: list[str], type_: str, facts: object
) -> None:
    done = piped(*told, environment=shell)

    assert done.code == 0, done.notes
    [signal] = whole.world.inbox.signals(ID)
    assert (signal.type, dict(signal.facts)) == (SignalType(type_), facts)
    assert "kept" in done.out


def test_an_answer_may_come_from_a_file_and_go_out_once(
    whole: WholeProgram, shell: dict[str, str]
) -> None:
    told = ["answer", ID, "--file", "-", "--id", "a-1", "--json"]
    first, second = (piped(*told, environment=shell, typed="Both.\n") for _ in range(2))

    assert [json.loads(done.out)["stored"] for done in (first, second)] == [True, False]
    [signal] = whole.world.inbox.signals(ID)
    assert signal.facts["text"] == "Both."


def test_a_decision_is_about_the_one_text_that_waits(
    whole: WholeProgram, shell: dict[str, str]
) -> None:
    view = {"to_decide": [{"communication": "text-1"}]}
    whole.on("GET", f"/port-outs/{ID}", (200, view))
    whole.on("POST", SIGNALS, (202, {"effect": "kept and looked at"}))
    told = ["decide", ID, "support.refused", "--fact", "code=ADDRESS_MISMATCH"]
    done = piped(*told, environment=shell)

    assert done.code == 0, done.notes
    [call] = whole.calls("POST", SIGNALS)
    facts = {"communication": "text-1", "means": "support.refused", "code": "ADDRESS_MISMATCH"}
    assert call.data == {"type": "operator.decided", "facts": facts}


@pytest.mark.parametrize(("texts", "code"), [([], 1), (["text-1", "text-2"], 2)])
def test_where_it_is_not_clear_which_text_is_meant_nothing_is_sent(
    whole: WholeProgram, shell: dict[str, str], texts: list[str], code: int
) -> None:
    view = {"to_decide": [{"communication": text} for text in texts]}
    whole.on("GET", f"/port-outs/{ID}", (200, view))
    done = piped("decide", ID, "nothing", environment=shell)

    assert done.code == code
    assert all(text in done.notes for text in texts)
    assert not whole.calls("POST", SIGNALS)


def near_its_date(world: World) -> None:
    date = (NOON + timedelta(days=1)).isoformat()
    port_out = a_port_out(State.AWAIT_COMPLETION, facts={"port_date": date})
    world.holding(port_out)


def test_a_late_cancel_asks_a_person_for_the_second_word(
    whole: WholeProgram, shell: dict[str, str]
) -> None:
    near_its_date(whole.world)
    told = ["cancel", ID, "--reason", "wrong"]
    no = in_terminal(*told, environment=shell, typed="y\nn\n")
    yes = in_terminal(*told, environment=shell, typed="y\ny\n")

    assert (no.code, no.plain.count("[y/N]")) == (1, 2)
    assert (yes.code, yes.plain.count("[y/N]")) == (0, 2)
    [signal] = whole.world.inbox.signals(ID)
    assert signal.facts["confirm"] is True


def test_yes_alone_is_no_second_word(whole: WholeProgram, shell: dict[str, str]) -> None:
    near_its_date(whole.world)
    told = ["cancel", ID, "--reason", "wrong", "--yes"]
    refused, done = (piped(*told, *more, environment=shell) for more in ([], ["--although-late"]))

    assert (refused.code, "--although-late" in refused.notes) == (1, True)
    assert done.code == 0


def test_without_a_terminal_nobody_is_asked(whole: WholeProgram, shell: dict[str, str]) -> None:
    done = piped("cancel", ID, "--reason", "wrong", environment=shell)

    assert (done.code, "--yes" in done.notes) == (2, True)
    assert not whole.world.inbox.signals(ID)


def test_a_link_is_issued_and_revoked(whole: WholeProgram, shell: dict[str, str]) -> None:
    issued = piped("link", ID, "--name", "Bo", "--days", "3", "--json", environment=shell)
    made = json.loads(issued.out)
    ended = piped("link", ID, "--revoke", made["link"], "--json", environment=shell)

    assert made["url"].startswith("https://")
    assert (ended.code, bool(json.loads(ended.out)["revoked_at"])) == (0, True)


def test_a_link_that_is_not_known_is_not_revoked_and_says_where_the_links_are(
    shell: dict[str, str],
) -> None:
    done = piped("link", ID, "--revoke", "0" * 32, environment=shell)

    assert done.code == 3
    assert "jq .carrier_links" in done.notes


def test_a_file_that_is_not_there_is_said_to_be_missing(shell: dict[str, str]) -> None:
    done = piped("answer", ID, "--file", "no-such.txt", environment=shell)

    assert done.code == 2
    assert "no such file" in done.notes
    assert "UTF-8" not in done.notes


def test_an_loa_is_uploaded_and_then_named(
    whole: WholeProgram, shell: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "signed.pdf").write_bytes(b"%PDF-1.7 signed")
    place = {"url": f"{whole.url}/put", "headers": {"Content-Type": "application/pdf"}}
    whole.on("POST", f"/port-outs/{ID}/documents", (201, place))
    whole.on("PUT", "/put", (200, b""))
    whole.on("POST", SIGNALS, (202, {"effect": "kept and looked at"}))
    told = ["upload-loa", ID, str(tmp_path / "signed.pdf"), "--signed-on", "2026-11-24"]
    first, second = (piped(*told, environment=shell) for _ in range(2))

    assert (first.code, second.code) == (0, 0), first.notes
    assert [call.body for call in whole.calls("PUT", "/put")] == [b"%PDF-1.7 signed"] * 2
    named, again = (call.data for call in whole.calls("POST", SIGNALS))
    asked = whole.calls("POST", f"/port-outs/{ID}/documents")[0].data
    assert named == again
    assert named["facts"] == {"document": asked["name"], "signed_on": "2026-11-24"}


@pytest.mark.parametrize(
    ("told", "mend"),
    [
        (["answer", ID], "give the text, or --file"),
        (["correct", ID], "--identity, --bill, --remove or --override"),
        (["correct", ID], f"port-out show {ID} says what does not fit"),
        (["say", ID, "operator.answered"], "port-out answer"),
        (["say", ID, "carrier.guessed"], "carrier.completed"),
        (["say", ID, "carrier.completed", "--fact", "more_to_come=maybe"], "more_to_come=true"),
        (["link", ID], "--name, or --revoke"),
        (["upload-loa", ID, "loa.doc", "--signed-on", "2026-11-24"], "PDF, PNG, JPEG or TIFF"),
        (["upload-loa", ID, "loa.pdf", "--signed-on", "24.11.2026"], "2026-12-15"),
    ],
)
def test_a_wrong_command_line_sends_nothing_and_says_the_mend(
    whole: WholeProgram, shell: dict[str, str], told: list[str], mend: str
) -> None:
    done = piped(*told, environment=shell)

    assert (done.code, mend in done.notes) == (2, True)
    assert not whole.asked


def test_what_the_program_refuses_names_field_and_mend(shell: dict[str, str]) -> None:
    done = piped("say", ID, "carrier.submitted", "--fact", "order=1", environment=shell)

    assert done.code == 1
    assert "facts.pon" in done.notes
    assert "do: " in done.notes


def test_it_waits_for_what_comes_of_it(whole: WholeProgram, shell: dict[str, str]) -> None:
    done = piped("answer", ID, "Yes.", "--wait", "await-approval", environment=shell)

    assert (done.code, "Await Approval" in done.notes) == (0, True)
