"""The commands that read, typed into a terminal and into a pipe."""

import json
from typing import Any

import pytest

from cli.exits import Exit
from cli.mends import in_commands, next_command
from tests.cli.program import Asked, Program
from tests.cli.terminal import in_terminal, piped
from tests.cli.views import ID, PATH, a_step, a_view, an_entry, at

Environment = dict[str, str]


def page(*entries: dict[str, Any], cursor: str | None = None) -> tuple[int, Any]:
    return 200, {"port_outs": list(entries), "cursor": cursor}


@pytest.mark.parametrize("width", [80, 160])
def test_a_terminal_of_any_width_shows_every_id_whole(
    program: Program, environment: Environment, width: int
) -> None:
    program.on("GET", "/port-outs", page(*(an_entry(n) for n in range(1, 4))))

    shown = in_terminal("list", environment=environment, width=width)

    assert shown.code == Exit.OK
    assert all(f"po-{n:026}" in shown.plain for n in range(1, 4))
    assert max(map(len, shown.plain.splitlines())) <= width
    assert ("Example Telecom" in shown.plain) is (width == 160)


def test_a_pipe_gets_one_line_each_with_tabs_and_no_colours(
    program: Program, environment: Environment
) -> None:
    program.on("GET", "/port-outs", page(an_entry(carrier := 1), an_entry(carrier + 1)))

    shown = piped("list", environment=environment)

    heading, first, second = shown.out.splitlines()
    assert "\x1b" not in shown.out
    assert heading.startswith("ID\tSTATE\t")
    assert first.split("\t")[:3] == [f"po-{1:026}", "Await Approval", "AWS Support"]
    assert second.startswith(f"po-{2:026}\t")


def test_a_list_follows_its_pages_and_sends_its_filters(
    program: Program, environment: Environment
) -> None:
    def answer(call: Asked) -> tuple[int, Any]:
        return page(an_entry(2)) if call.query.get("cursor") else page(an_entry(1), cursor="c-1")

    program.on("GET", "/port-outs", answer)

    shown = piped(
        *("list", "--state", "await-approval", "--number", "+12065550100"),
        *("--limit", "0", "--json"),
        environment=environment,
    )

    found = json.loads(shown.out)
    assert [each["port_out_id"] for each in found["port_outs"]] == [f"po-{1:026}", f"po-{2:026}"]
    assert found["all"] is True
    assert program.asked[0].query["state"] == "Await Approval"
    assert program.asked[0].query["number"] == "+12065550100"
    assert program.asked[0].headers["authorization"].startswith("AWS4-HMAC-SHA256 ")


def test_what_waits_for_the_operator_comes_by_when_it_bites(
    program: Program, environment: Environment
) -> None:
    decide = a_step("operator", "send operator.decided for each", at(days=2, hours=1))
    correct = a_step("operator", "mend it with operator.corrected", at(hours=-3))
    undated = a_step("operator", "finish it by hand", None)
    program.on(
        "GET",
        "/port-outs",
        page(
            an_entry(1, next=undated, state="Port-Out Failed"),
            an_entry(2, next=decide),
            an_entry(3),
            an_entry(4, next=correct),
        ),
    )

    shown = json.loads(piped("next", "--json", environment=environment).out)

    assert [each["command"] for each in shown["waiting"]] == [
        f"port-out correct po-{4:026}",
        f"port-out decide po-{2:026} MEANING",
        f"port-out restart po-{1:026}",
    ]


def test_what_was_not_delivered_waits_for_the_operator_whoever_acts_next(
    program: Program, environment: Environment
) -> None:
    program.on("GET", "/port-outs", page(an_entry(1, undelivered_notices=2), an_entry(2)))

    shown = piped("next", environment=environment)

    _, line = shown.out.splitlines()
    assert f"port-out show po-{1:026}" in line
    assert "2 notices not delivered" in line


def test_a_notice_that_was_given_up_is_shown_with_its_port_out(
    program: Program, environment: Environment
) -> None:
    again = f"{PATH}/notices/3/redeliver"
    lost = {"notice": "3", "subject": "Approved", "again": again, "given_up_at": at(days=-1)}
    program.on("GET", PATH, (200, a_view(not_delivered=[lost | {"sent": {"webhook": "off"}}])))

    shown = piped("show", ID, environment=environment)

    assert "Nobody may have been told: Approved" in shown.out
    assert "delivered: nowhere" in shown.out
    assert f"port-out notices {ID} --redeliver 3" in shown.out


NOTICE = {
    "notice": "near-20261201T1000Z",
    "at": "2026-11-22T10:00:00.000000+00:00",
    "subject": "Numbers leave within 48 hours",
    "who": "winning carrier",
    "what": "The new carrier moves the numbers at the agreed time.",
    "sent": {"topic": "2026-11-22T10:00:01.000000+00:00", "webhook": "off"},
    "due_at": None,
    "given_up_at": None,
}


def test_everybody_sees_who_was_told_what_and_where_it_arrived(
    program: Program, environment: Environment
) -> None:
    program.on("GET", f"{PATH}/notices", (200, {"port_out_id": ID, "notices": [NOTICE]}))

    shown = piped("notices", ID, environment=environment)

    [_, line] = shown.out.splitlines()
    assert shown.code == Exit.OK
    assert line.startswith("near-20261201T1000Z\t")
    assert line.endswith("2026-11-22 10:00 UTC, webhook (off)")


def test_a_notice_is_sent_again_by_its_name_and_an_unknown_one_names_the_mend(
    program: Program, environment: Environment
) -> None:
    program.on("POST", f"{PATH}/notices/{NOTICE['notice']}/redeliver", (202, NOTICE))

    sent = piped("notices", ID, "--redeliver", str(NOTICE["notice"]), environment=environment)
    unknown = piped("notices", ID, "--redeliver", "9", environment=environment)

    assert (sent.code, unknown.code) == (Exit.OK, Exit.NOT_FOUND)
    assert "is on its way: Numbers leave within 48 hours" in sent.out
    assert f"port-out notices {ID}" in unknown.notes


def test_a_person_sees_what_is_overdue_and_what_to_type(
    program: Program, environment: Environment
) -> None:
    late = a_step("operator", "send operator.decided for each", at(hours=-3))
    console = "https://us-east-1.console.aws.amazon.com/states/home"
    entry = an_entry(1, next=late, links={"self": PATH, "console": console})
    program.on("GET", "/port-outs", page(entry))

    shown = in_terminal("next", environment=environment).plain

    assert console in shown
    assert "3 hours overdue" in shown
    assert f"port-out decide po-{1:026} MEANING" in shown
    assert "do type `port-out decide`" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("state", "what", "words"),
    [
        ("Await Completion", "find out", " ANSWER"),
        ("Await Second Evidence", "find", " operator.tested_calls --fact numbers=NUMBER"),
        ("Await Second Evidence", "send operator.decided", " MEANING"),
        ("Await Approval", "answer with operator.answered: Why?", " --file FILE"),
        ("Await Carrier Submission", "operator.uploaded_loa", " FILE --signed-on DAY"),
    ],
)
def test_the_command_to_begin_with_lacks_nothing_but_what_only_the_reader_knows(
    state: str, what: str, words: str
) -> None:
    entry = an_entry(1, state=state, next=a_step("operator", what, None))

    assert next_command(entry, {"decide", "say", "answer", "upload-loa"}).endswith(
        f"{1:026}{words}"
    )


def test_what_is_to_do_is_said_in_commands_and_not_in_the_words_of_the_api() -> None:
    what = "put it there, then send operator.posted; with operator.answered, or operator.cancelled"

    assert in_commands(what, ID) == (
        f"put it there, then type `port-out say {ID} operator.posted`; with `port-out answer`, "
        "or `port-out cancel`"
    )


def test_nothing_to_do_is_said_and_is_no_failure(
    program: Program, environment: Environment
) -> None:
    program.on("GET", "/port-outs", page(an_entry(1)))

    shown = piped("next", environment=environment)

    assert (shown.code, shown.out) == (Exit.OK, "")
    assert "nothing waits for you" in shown.notes


def test_one_port_out_says_where_it_is_and_who_acts(
    program: Program, environment: Environment
) -> None:
    program.on("GET", PATH, (200, a_view()))

    shown = in_terminal("show", ID, environment=environment).plain

    assert f"╭─ {ID}" in shown
    assert "AWS Support: approve it" in shown
    assert "(in 3 days)" in shown
    assert "+12065550101" in shown


def test_texts_of_others_can_not_steer_the_terminal(
    program: Program, environment: Environment
) -> None:
    said = {"communication": "c-1", "by": "AWS", "at": at(), "text": "\x1b]0;owned\x07[red]hi"}
    program.on("GET", PATH, (200, a_view(to_decide=[said])))

    shown = in_terminal("show", ID, environment=environment)

    assert "\x1b]0;" not in shown.out
    assert "\x07" not in shown.out
    assert "[red]hi" in shown.plain


def test_a_text_to_paste_is_shown_without_a_frame_and_unbroken(
    program: Program, environment: Environment
) -> None:
    line = "which name and address you compare with the winning carrier's request: " + "x" * 60
    by_hand = {"link": "https://console.aws.amazon.com/support", "subject": "S", "bodies": [line]}
    program.on("GET", PATH, (200, a_view(manual_case=by_hand)))

    shown = in_terminal("show", ID, environment=environment).plain

    assert line in shown


def test_what_differs_is_shown_as_long_as_it_stops_the_port_out(
    program: Program, environment: Environment
) -> None:
    text = "LOA against bill\ncompany name:   DIFFERENT\n    LOA   A LLC\n    bill  B LLC"
    report = {"stops": True, "text": text}
    program.on("GET", PATH, (200, a_view(state="Await Correction", exact_match=report)))
    stopped = in_terminal("show", ID, environment=environment)

    program.on("GET", PATH, (200, a_view(state="Await Approval", exact_match=report)))
    overridden = in_terminal("show", ID, environment=environment)

    assert text in stopped.plain
    assert "LOA against bill" not in overridden.plain


def test_an_id_that_does_not_exist_ends_with_3_and_says_how_to_mend_it(
    environment: Environment,
) -> None:
    shown = piped("show", ID, environment=environment)

    assert (shown.code, shown.out) == (Exit.NOT_FOUND, "")
    assert "compare the id: `port-out list`" in shown.notes


@pytest.mark.parametrize("arguments", [("show", ID), ("show",), ("list", "--state", "nowhere")])
def test_with_json_an_error_too_is_exactly_one_document(
    environment: Environment, arguments: tuple[str, ...]
) -> None:
    shown = piped(*arguments, "--json", environment=environment)

    error = json.loads(shown.out)["error"]
    assert error["exit"] == shown.code != Exit.OK
    assert error["mend"]
