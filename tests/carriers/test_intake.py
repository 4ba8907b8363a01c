"""How a proven message is taken in, whatever its scheme: once, about its port-out and order."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from port_out.carriers import ADAPTERS, adapter_of
from port_out.domain.errors import TemporarilyUnavailable
from port_out.domain.life_cycle import State
from port_out.domain.signals import Signal, SignalType
from tests.api.builders import NOON
from tests.api.carrier import a_message, signed
from tests.carriers.forging import OTHER, OURS, Door, Sent, a_door
from tests.carriers.schemes import SECRETS, SEEDS, STANDARD_V1, TELNYX, a_status, from_telnyx
from tests.fakes import FakeInbox

T = SignalType


def message(type_: str = "carrier.submitted", id_: str = "msg-1", **data: Any) -> Sent:
    """A good message of the standard channel."""
    body = a_message(type_, **data)
    headers = signed(body, key=SECRETS[0], id_=id_) | {"content-type": "application/json"}
    return Sent("standard", OURS, headers, body.encode())


@pytest.fixture
def door() -> Door:
    return a_door(STANDARD_V1, state=State.AWAIT_COMPLETION, pon="PON-1")


def test_a_message_may_name_its_port_out_and_is_good_for_no_other(door: Door) -> None:
    named = message("carrier.completed", port_out_id=OURS)

    assert door.send(replace(named, port_out_id=OTHER))[0] == 404
    assert door.send(named)[0] == 202
    assert "port_out_id" not in door.inbox.signals(OURS)[0].facts


def test_a_foreign_message_looks_like_an_unknown_port_out(door: Door) -> None:
    door.send(message("carrier.completed"))
    unknown = door.send(replace(message("carrier.completed"), port_out_id="po-" + "b" * 26))

    assert door.send(replace(message("carrier.completed"), port_out_id=OTHER)) == unknown


def test_the_same_id_with_another_content_changes_nothing(door: Door) -> None:
    door.send(message("carrier.completed"))
    status, answer = door.send(message("carrier.cancelled"))

    assert (status, answer["stored"], door.holds) == (202, False, 1)


class Ending(FakeInbox):
    """An inbox that ends before it stores a signal, while it is told to."""

    is_ending = True

    def keep(self, signal: Signal) -> bool:
        if self.is_ending:
            raise TemporarilyUnavailable("DynamoDB")
        return super().keep(signal)


def test_a_message_that_was_cut_off_is_taken_up_when_it_is_repeated() -> None:
    door, inbox = a_door(TELNYX, state=State.AWAIT_COMPLETION), Ending()
    door.inbox = inbox
    wrote = from_telnyx(SEEDS[0], a_status("cancel-pending"), NOON)
    assert door.send(wrote)[0] == 503
    inbox.is_ending, door.now = False, NOON + timedelta(minutes=3)

    assert door.send(wrote)[1]["stored"] is True
    assert (len(inbox.rows), len(inbox.said)) == (1, 1)


@pytest.mark.parametrize(
    ("type_", "facts"),
    [
        ("carrier.completed", {}),
        ("carrier.cancelled", {}),
        ("carrier.submitted", {}),
        ("carrier.confirmed_date", {"date": "2026-12-15T10:00:00-08:00"}),
    ],
)
def test_an_order_that_is_not_on_record_is_kept_for_the_operator_and_not_used(
    door: Door, type_: str, facts: dict[str, str]
) -> None:
    door.send(message(type_, pon="PON-2", **facts))
    [signal], [said] = door.inbox.signals(OURS), door.inbox.communications(OURS)

    assert (signal.type, signal.facts["suggests"]) == (T.CARRIER_WROTE, type_)
    assert "PON-2" in said.text
    assert "PON-1" in said.text
    assert all(value in said.text for value in facts.values())


def test_where_no_order_is_on_record_only_its_submission_is_used() -> None:
    door = a_door(STANDARD_V1)
    door.send(message("carrier.completed", "msg-1", pon="PON-1"))
    door.send(message("carrier.submitted", "msg-2", pon="PON-1"))

    assert {s.type for s in door.inbox.signals(OURS)} == {T.CARRIER_WROTE, T.CARRIER_SUBMITTED}


def test_a_port_out_that_is_over_says_so_to_its_carrier_only() -> None:
    door = a_door(STANDARD_V1, state=State.COMPLETED)

    assert door.send(message())[0] == 410
    assert door.send(replace(message(), body=b"{}"))[0] == 401


def test_every_adapter_that_is_named_has_its_one_function() -> None:
    for channel in ADAPTERS:
        assert callable(adapter_of(channel).hear)


HEADERS = st.dictionaries(
    st.sampled_from(
        [
            *("webhook-id", "webhook-timestamp", "webhook-signature", "content-type"),
            *("telnyx-timestamp", "telnyx-signature-ed25519", "authorization"),
            *("x-twilio-signature", "x-bandwidth-signature-sha-256"),
        ]
    ),
    st.text() | st.sampled_from(["Basic Og==", "Bearer x", "v1,", "v1a,AA==", "1795550400"]),
)
ON_FILE = {
    "standard": SECRETS[0],
    "telnyx": "QUFB",
    "twilio": "token",
    "sinch": "token",
    "bandwidth": json.dumps({"keys": [{"id": "1", "user": "u", "password": "p"}]}),
}


@pytest.mark.parametrize("carrier", ADAPTERS)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    headers=HEADERS,
    body=st.binary() | st.text().map(str.encode),
    query=st.dictionaries(st.text(max_size=9), st.text(max_size=9), max_size=2),
)
def test_whatever_a_stranger_sends_is_a_plain_refusal(
    carrier: str, headers: dict[str, str], body: bytes, query: dict[str, str]
) -> None:
    door = a_door(replace(STANDARD_V1, carrier=carrier))
    door.keys.on_file = dict(ON_FILE)

    status, _ = door.send(Sent(carrier, OURS, headers, body, query))

    assert status == 401
    assert door.holds == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["data", "type", "timestamp", "event_type", "payload", "id", "status", "value",
             "details", "code", "pon", "numbers", "comment", "from", "to", "body"]
        ),
        inner,
        max_size=5,
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(payload=JSON, kind=st.sampled_from(["status_changed", "new_comment", "split", "x"]))
def test_whatever_a_proven_sender_says_is_taken_or_refused_and_never_our_fault(
    payload: Any, kind: str
) -> None:
    event = {"data": {"id": "e-1", "event_type": f"porting_order.{kind}", "payload": payload}}
    telnyx = a_door(TELNYX).send(from_telnyx(SEEDS[0], event, NOON))[0]
    body = json.dumps({"type": "carrier.submitted", "timestamp": "2026-11-24", "data": payload})
    headers = signed(body, key=SECRETS[0])
    standard = a_door(STANDARD_V1).send(Sent("standard", OURS, headers, body.encode()))[0]

    assert {telnyx, standard} <= {202, 400, 404}
