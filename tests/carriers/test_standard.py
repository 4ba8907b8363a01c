"""Standard Webhooks: what counts as signed, and that the form is the one that is documented."""

import json
from dataclasses import replace
from typing import Any

import pytest

from port_out.api.shapes import shaped
from port_out.carriers.message import About, Heard, Key, Request
from port_out.carriers.standard import hear
from port_out.domain.errors import BadInput, SenderNotProven
from tests.api.builders import ID, NOON
from tests.api.carrier import signed
from tests.carriers.schemes import SECRETS, SEEDS, STANDARD_V1A, public

KEY = Key("2026-11", {"secret": SECRETS[0]})
PUBLIC = Key("2026-12", {"secret": f"whpk_{public(SEEDS[0])}"})
BODY = '{"type": "carrier.completed", "timestamp": "2026-11-24T20:00:00Z", "data": {}}'


def heard(*keys: Key, body: str = BODY, **headers: str) -> Heard:
    """The message, signed with the first secret, with these headers instead."""
    whole = signed(body, key=SECRETS[0]) | headers
    return hear(Request("", whole, body.encode(), NOON), keys, About(ID))


def test_the_key_that_signed_is_named() -> None:
    other = Key("2026-10", {"secret": SECRETS[1]})

    assert heard(other, KEY).key_id == "2026-11"


def test_several_signatures_are_tried_and_unknown_versions_are_skipped() -> None:
    good = signed(BODY, key=SECRETS[0])["webhook-signature"]

    for signatures in (f"v9,abc {good}", f"nonsense v1a,AAAA {good}", f"{good} v1,AAAA"):
        assert heard(KEY, PUBLIC, **{"webhook-signature": signatures}).key_id == "2026-11"


def test_a_public_key_proves_what_its_owner_signed_and_nothing_of_the_other_kind() -> None:
    sent = STANDARD_V1A.sign(SEEDS[0], 0, NOON)
    request = Request("", sent.headers, sent.body, NOON)

    assert hear(request, [KEY, PUBLIC], About(ID)).key_id == "2026-12"
    as_v1 = sent.headers["webhook-signature"].replace("v1a,", "v1,")
    with pytest.raises(SenderNotProven):
        hear(replace(request, headers={**sent.headers, "webhook-signature": as_v1}), [PUBLIC],
             About(ID))  # fmt: skip


@pytest.mark.parametrize(
    "headers",
    [
        {"webhook-id": "msg.1"},
        {"webhook-id": "msg-é"},
        {"webhook-id": ""},
        {"webhook-timestamp": "01795550400"},
        {"webhook-timestamp": "1795550400.0"},
        {"webhook-timestamp": "-1"},
        {"webhook-signature": ""},
    ],
)
def test_headers_have_one_form_only(headers: dict[str, str]) -> None:
    with pytest.raises(SenderNotProven):
        heard(KEY, PUBLIC, **headers)


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_*", "whpk_", "whpk_AAAA", "plain é"])
def test_a_key_that_cant_be_read_proves_nothing(secret: str) -> None:
    with pytest.raises(SenderNotProven):
        heard(Key("1", {"secret": secret}))


GOOD: dict[str, Any] = {
    "type": "carrier.completed", "timestamp": "2026-11-24T20:00:00Z", "data": {}
}  # fmt: skip
BAD: tuple[Any, ...] = (None, 5, "", "x", [], ["x"], "carrier.wrote", "support.approved", "x" * 41)


@pytest.mark.parametrize(
    "body",
    [
        GOOD | {"extra": 1},
        *(GOOD | {"type": type_} for type_ in ("carrier.submitted", "carrier.cancelled")),
        *({n: v for n, v in GOOD.items() if n != name} for name in GOOD),
        *(GOOD | {name: value} for name in GOOD for value in BAD),
    ],
    ids=str,
)
def test_the_form_is_the_documented_schema(body: dict[str, Any]) -> None:
    def fits(check: Any) -> bool:
        try:
            check()
        except BadInput:
            return False
        return True

    assert fits(lambda: heard(KEY, body=json.dumps(body))) == fits(lambda: shaped("callback", body))
