"""The documents name what the code has: states, signals, tables, routes, commands."""

import json
import re

import pytest

from port_out.api.ordering import asked
from port_out.api.shapes import shaped
from port_out.domain.case_opening import MOST_ATTEMPTS, SETTLED
from port_out.domain.case_pace import INTERVAL, MOST_TURNS
from port_out.domain.clock import CARRIER_GRACE, CHANGE_NOTICE, LONGEST
from port_out.domain.life_cycle import NEXT, Outcome, State
from port_out.domain.numbers import CANNOT_LEAVE, NumberOutcome
from port_out.domain.plan import MOST_NUMBERS
from port_out.domain.refusals import REFUSALS
from port_out.domain.signals import SignalType
from port_out.gateways.carrier_keys import FRESH_SECONDS
from port_out.gateways.files import LINK_SECONDS
from tests.docs.pages import ROOT, text_of
from tools.machine import states
from tools.picture import state_picture

README, PROCESS = "README.md", "docs/process.md"


@pytest.mark.parametrize("state", State)
def test_the_process_explains_every_state(state: State) -> None:
    told = text_of(PROCESS).partition("## Clocks")[0]
    assert f"**{state}" in told


@pytest.mark.parametrize("type_", SignalType)
def test_the_process_explains_every_signal(type_: SignalType) -> None:
    rows = re.findall(r"^\| `([a-z._]+)` \|", text_of(PROCESS), re.MULTILINE)
    assert rows.count(type_) == 2, "once in words, once in the table of the waits"


@pytest.mark.parametrize("code", REFUSALS)
def test_the_process_lists_every_refusal_code(code: str) -> None:
    assert f"| `{code}` |" in text_of(PROCESS)


@pytest.mark.parametrize("outcome", NumberOutcome)
def test_the_process_names_every_outcome_of_a_number(outcome: NumberOutcome) -> None:
    assert f"`{outcome}`" in text_of(PROCESS)


def test_the_clocks_are_those_of_the_code() -> None:
    clocks = text_of(PROCESS).partition("## Clocks")[2].partition("## Never")[0]
    wait = states()["Await Approval"]["TimeoutSeconds"]

    assert f"date + {CARRIER_GRACE.days} days" in clocks
    assert f"until {CHANGE_NOTICE} business days before" in clocks
    assert f"| {LONGEST.days} days, then it expires |" in clocks
    assert f"| {wait // 86400} days, then the execution fails |" in clocks
    assert f"looked up for {SETTLED.seconds // 60} minutes, then one more attempt" in clocks
    assert MOST_ATTEMPTS == 2
    assert f"again every {INTERVAL.seconds // 60} minutes, for a day" in clocks
    assert (INTERVAL * MOST_TURNS).days == 1
    assert f"read again after {FRESH_SECONDS // 60} minutes" in clocks
    assert f"| link to a document | {LINK_SECONDS // 60} minutes |" in clocks


def test_a_port_out_is_as_large_as_the_documents_say() -> None:
    assert f"{MOST_NUMBERS:,} numbers" in text_of(PROCESS)


def test_the_picture_has_every_way_that_the_record_knows() -> None:
    picture = state_picture()
    for state, ways in NEXT.items():
        for outcome, to in ways.items():
            here, there = (re.sub(r"\W", "", name) for name in (state, to))
            direct = re.search(rf"^ +{here} --> {there}\b.*$", picture, re.MULTILINE)
            around = re.search(rf"^ +WhatElseHappened --> {there} : .*$", picture, re.MULTILINE)
            arrow = direct or around
            assert arrow, (state, outcome)
            assert " : " not in arrow[0] or str(outcome) in arrow[0], (state, outcome)
    assert Outcome.FAILED not in picture


def test_the_readme_names_every_type_of_number_that_stays() -> None:
    assert [type_ for type_ in CANNOT_LEAVE if type_ not in text_of(README)] == []


def test_the_request_of_the_readme_is_one_that_is_taken() -> None:
    body = json.loads(_block(README, '"instance_arn"'))

    wanted = asked(shaped("request", body))

    assert wanted.numbers == tuple(body["numbers"])
    answer = json.loads(_block(README, '"port_out_id"'))
    assert re.fullmatch(r"po-[a-z2-7]{26}", answer["port_out_id"])
    assert answer["state"] == State.CONFIRM_OWNERSHIP


def test_every_make_target_that_the_documents_name_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for name in (README, "CONTRIBUTING.md"):
        code = re.findall(r"`([^`]+)`|^(make .*)$", text_of(name), re.MULTILINE)
        named = re.findall(r"\bmake ([a-z]+)", " ".join(map("".join, code)))
        assert named
        assert set(named) <= targets, name


def test_the_key_of_a_carrier_lies_where_the_readme_puts_it() -> None:
    told = re.search(r'CARRIER_KEYS_PATH = "(.+)"', text_of("infra/settings.py"))

    assert told
    assert f"--name {told[1]}/" in text_of(README)


def test_a_straight_port_out_enters_as_many_states_as_the_readme_says() -> None:
    machine, here, entered = states(), "Confirm Ownership", 1
    while machine[here]["Type"] != "Succeed":
        first = machine[here].get("Choices", [machine[here]])[0]
        here, entered = first["Next"], entered + 1
    assert f"enters\n{entered} states" in text_of(README)
    assert f"US$ {entered * 0.025 / 1000:.4f}" in text_of(README)


def _block(name: str, holding: str) -> str:
    """The block of JSON that holds these words first."""
    blocks = re.findall(r"^```json\n(.*?)^```", text_of(name), re.DOTALL | re.MULTILINE)
    return str(next(block for block in blocks if holding in block))
