"""One-time links: used once, by one write, and no token in the table."""

from dataclasses import replace
from datetime import timedelta

from port_out import settings
from port_out.domain.links import Link, hash_of, issued
from port_out.domain.signals import Signal, SignalType
from tests.builders import NOON
from tests.store.conftest import Stores
from tests.tables import rows

ID = "po-" + "a" * 26
TOKEN = f"{ID}.{'5e' * 32}"
LINK = issued(TOKEN, name="Bo", company="", days=7, at=NOON, by="arn:alice")


def a_signal(link: Link = LINK, **changes: object) -> Signal:
    signal = Signal(
        link.signal_id, ID, SignalType.CARRIER_SUBMITTED, link.by, NOON, {"pon": "PON-1"}
    )
    return replace(signal, **changes)  # type: ignore[arg-type]  # its types are narrower than what it takes


def test_a_link_is_found_by_the_hash_of_its_token_and_given_back_whole(stores: Stores) -> None:
    later = replace(LINK, hash="f" * 64, name="Cy", issued_at=NOON + timedelta(hours=1))
    stores.links.add(later)
    stores.links.add(LINK)

    assert stores.links.get(ID, hash_of(TOKEN)) == LINK
    assert stores.links.list(ID) == [LINK, later]
    assert stores.links.get(ID, hash_of(TOKEN + "0")) is None
    assert stores.links.get("po-other", hash_of(TOKEN)) is None


def test_a_link_is_used_once_and_its_signal_is_stored_with_it(stores: Stores) -> None:
    stores.links.add(LINK)
    other = a_signal(facts={"pon": "PON-2"})

    first, second = (stores.links.use(LINK, s, "digest") for s in (a_signal(), other))

    used = stores.links.get(ID, LINK.hash)
    assert (first, second) == (True, False)
    assert used == replace(LINK, used_at=NOON, used_for="carrier.submitted", answer="digest")
    assert [s.facts for s in stores.inbox.signals(ID)] == [{"pon": "PON-1"}]


def test_a_revoked_link_stores_nothing(stores: Stores) -> None:
    stores.links.add(LINK)

    assert stores.links.revoke(LINK, NOON)

    assert not stores.links.use(LINK, a_signal(), "digest")
    assert not stores.links.revoke(LINK, NOON + timedelta(hours=1))
    assert stores.links.get(ID, LINK.hash) == replace(LINK, revoked_at=NOON)
    assert stores.inbox.signals(ID) == []


def test_a_used_link_is_not_revoked(stores: Stores) -> None:
    stores.links.add(LINK)
    stores.links.use(LINK, a_signal(), "digest")

    assert not stores.links.revoke(LINK, NOON)


def test_a_link_that_was_never_issued_is_neither_used_nor_revoked(stores: Stores) -> None:
    used = stores.links.use(LINK, a_signal(), "digest")
    revoked = stores.links.revoke(LINK, NOON)

    assert not used
    assert not revoked
    assert stores.inbox.signals(ID) == []
    assert stores.links.list(ID) == []


def test_the_table_never_holds_a_token(dynamodb: Stores) -> None:
    dynamodb.links.add(LINK)
    dynamodb.links.use(LINK, a_signal(), "digest")

    assert TOKEN.partition(".")[2] not in str(rows(settings.port_outs_table()))
