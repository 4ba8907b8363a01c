"""The ids of carriers' messages: the first claim of each stays, for ever."""

from datetime import timedelta

from port_out.store.message_ids import Claim
from tests.builders import ID, NOON
from tests.store.conftest import Stores

OTHER = "po-" + "z" * 26
MINE = Claim(ID, "a" * 64, NOON)
ODD = "long " * 500 + "\udc80\n\0"


def test_the_first_claim_of_an_id_stays(stores: Stores) -> None:
    later = Claim(OTHER, "b" * 64, NOON + timedelta(days=900))

    for message in ("msg-1", ODD):
        assert stores.message_ids.claim("telnyx", message, MINE) == MINE

        assert stores.message_ids.claim("telnyx", message, later) == MINE
        assert stores.message_ids.claim("telnyx", message, MINE) == MINE


def test_the_same_id_at_another_carrier_is_another_message(stores: Stores) -> None:
    theirs = Claim(OTHER, "a" * 64, NOON)

    assert stores.message_ids.claim("one", "msg-7", MINE) == MINE
    assert stores.message_ids.claim("two", "msg-7", theirs) == theirs
