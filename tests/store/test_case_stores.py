"""The fence before CreateCase, the locks of the numbers, the tokens and the documents."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from port_out import settings
from port_out.domain.case_opening import CaseAttempt
from port_out.domain.life_cycle import Outcome
from port_out.domain.port_out import advance, note, requested
from port_out.store.documents import Document
from port_out.store.items import NumberLockItem
from port_out.store.locks import NumberLocks
from port_out.store.outbox import LEASE, POST_TAKES, Waiting, tried_in_vain
from tests.builders import ID, NOON, NUMBERS, an_order
from tests.store.conftest import Stores
from tests.tables import rows

LATER = NOON + timedelta(minutes=16, microseconds=7)


def a_document(name: str, **changes: str) -> Document:
    """A document of the first attempt."""
    given = {"key": f"{ID}/{name}", "content_type": "text/plain"} | changes
    return Document(name, at=NOON, attempt=1, **given)


def test_one_of_two_gets_the_right_to_create_the_case(stores: Stores) -> None:
    assert stores.fence.current(ID) is None

    assert stores.fence.acquire(ID, "n-1", NOON, after=None)
    assert not stores.fence.acquire(ID, "n-2", NOON, after=None)

    assert stores.fence.current(ID) == CaseAttempt(1, "n-1", NOON)


def test_whoever_has_the_right_already_has_it_still(stores: Stores) -> None:
    stores.fence.acquire(ID, "n-1", NOON, after=None)

    assert stores.fence.acquire(ID, "n-1", LATER, after=None)


def test_a_second_attempt_follows_the_one_that_stands_and_no_other(stores: Stores) -> None:
    stores.fence.acquire(ID, "n-1", NOON, after=None)
    first = stores.fence.current(ID)

    assert stores.fence.acquire(ID, "n-2", LATER, after=first)
    assert not stores.fence.acquire(ID, "n-3", LATER, after=first)

    assert stores.fence.current(ID) == CaseAttempt(2, "n-2", LATER)


def test_a_right_that_was_given_back_is_free_and_only_its_holder_gives_it_back(
    stores: Stores,
) -> None:
    stores.fence.acquire(ID, "n-1", NOON, after=None)

    stores.fence.give_back(ID, "n-other")
    assert stores.fence.current(ID) is not None
    stores.fence.give_back(ID, "n-1")
    stores.fence.give_back(ID, "n-1")

    assert stores.fence.current(ID) is None
    assert stores.fence.acquire(ID, "n-2", LATER, after=None)


def test_a_second_attempt_that_was_given_back_leaves_the_first_as_it_stood(
    stores: Stores,
) -> None:
    stores.fence.acquire(ID, "n-1", NOON, after=None)
    first = stores.fence.current(ID)
    stores.fence.acquire(ID, "n-2", LATER, after=first)

    stores.fence.give_back(ID, "n-other", first)
    assert stores.fence.current(ID) == CaseAttempt(2, "n-2", LATER)
    stores.fence.give_back(ID, "n-2", first)

    assert stores.fence.current(ID) == first


def test_each_case_of_a_port_out_has_a_fence_of_its_own(stores: Stores) -> None:
    stores.fence.acquire(ID, "n-1", NOON, after=None)

    assert stores.fence.current(ID, 2) is None
    assert stores.fence.acquire(ID, "n-2", LATER, after=None, generation=2)
    assert not stores.fence.acquire(ID, "n-3", LATER, after=None, generation=2)
    second = stores.fence.current(ID, 2)
    assert stores.fence.acquire(ID, "n-4", LATER, after=second, generation=2)
    stores.fence.give_back(ID, "n-4", second, 2)

    assert stores.fence.current(ID) == CaseAttempt(1, "n-1", NOON)
    assert stores.fence.current(ID, 2) == second == CaseAttempt(1, "n-2", LATER)
    stores.fence.give_back(ID, "n-2", None, 2)
    assert stores.fence.current(ID, 2) is None
    assert stores.fence.current(ID) is not None


def placed(stores: Stores, id_: str) -> None:
    """A port-out that was just requested."""
    port_out, line = requested(id_, an_order(), at=NOON, by="me", facts={})
    stores.port_outs.add(port_out, line, NUMBERS)


def ended(stores: Stores, id_: str, outcome: Outcome = Outcome.REJECTED) -> None:
    """The port-out ends."""
    before = stores.port_outs.get(id_)
    after, line = advance(before, outcome, at=NOON, by="me", because="test")
    stores.port_outs.record(before, after, line)


def test_a_number_is_in_one_open_port_out(stores: Stores) -> None:
    placed(stores, "po-1")
    placed(stores, "po-2")

    assert stores.locks.take(NUMBERS[:2], "po-1") == {}
    assert stores.locks.take(NUMBERS, "po-2") == dict.fromkeys(NUMBERS[:2], "po-1")
    assert stores.locks.take(NUMBERS[:2], "po-1") == {}, "taken again, nothing changes"

    assert stores.locks.holders(NUMBERS) == {
        NUMBERS[0]: "po-1",
        NUMBERS[1]: "po-1",
        NUMBERS[2]: "po-2",
    }
    assert stores.locks.holders([]) == {}


def test_a_lock_of_a_port_out_that_ended_is_void(stores: Stores) -> None:
    placed(stores, "po-1")
    placed(stores, "po-2")
    stores.locks.take(NUMBERS, "po-1")

    ended(stores, "po-1")

    assert stores.locks.holders(NUMBERS) == {}
    assert stores.locks.take(NUMBERS, "po-2") == {}
    assert set(stores.locks.holders(NUMBERS).values()) == {"po-2"}


def test_a_port_out_that_failed_keeps_its_numbers(stores: Stores) -> None:
    placed(stores, "po-1")
    placed(stores, "po-2")
    stores.locks.take(NUMBERS, "po-1")

    ended(stores, "po-1", Outcome.FAILED)

    assert stores.locks.take(NUMBERS, "po-2") == dict.fromkeys(NUMBERS, "po-1")


def test_of_two_who_take_over_the_same_void_lock_one_gets_it(dynamodb: Stores) -> None:
    for id_ in ("po-1", "po-2", "po-3"):
        placed(dynamodb, id_)
    dynamodb.locks.take(NUMBERS[:1], "po-1")
    ended(dynamodb, "po-1")

    def somebody_is_quicker(port_out_id: str) -> bool:
        dynamodb.locks.take(NUMBERS[:1], "po-3")
        return dynamodb.port_outs.get(port_out_id).is_over

    slow = NumberLocks(somebody_is_quicker)

    assert slow.take(NUMBERS[:1], "po-2") == {NUMBERS[0]: "po-3"}
    assert dynamodb.locks.holders(NUMBERS[:1]) == {NUMBERS[0]: "po-3"}


@pytest.mark.parametrize("is_over", [True, False])
def test_a_lock_that_goes_while_it_is_looked_at_is_nobodys_and_is_asked_for_again(
    dynamodb: Stores, is_over: bool
) -> None:
    dynamodb.locks.take(NUMBERS[:1], "po-1")
    events = NumberLockItem._get_connection().connection.client.meta.events

    def goes(model: Any, **_: Any) -> None:
        if model.name == "GetItem":
            events.unregister("before-call.dynamodb", goes)
            NumberLockItem(NUMBERS[0]).delete()

    events.register("before-call.dynamodb", goes)
    slow = NumberLocks(lambda id_: is_over)

    assert slow.take(NUMBERS[:1], "po-2") == {NUMBERS[0]: ""}
    assert slow.take(NUMBERS[:1], "po-2") == {}


def test_more_numbers_than_one_call_reads_have_their_holders(stores: Stores) -> None:
    many = [f"+1206{n:07}" for n in range(5_550_000, 5_550_130)]
    placed(stores, "po-1")

    stores.locks.take(many, "po-1")

    assert stores.locks.holders(many) == dict.fromkeys(many, "po-1")


def test_the_newest_token_is_the_one_that_counts(stores: Stores) -> None:
    assert stores.tokens.get(ID) is None

    stores.tokens.keep(ID, "t-1", NOON)
    stores.tokens.keep(ID, "t" * 1024, LATER)
    stores.tokens.keep("po-other", "t-3", LATER)

    assert stores.tokens.get(ID) == "t" * 1024


def test_a_token_goes_by_itself_but_not_before_step_functions_forgets_it(dynamodb: Stores) -> None:
    dynamodb.tokens.keep(ID, "t-1", NOON)

    [row] = rows(settings.task_tokens_table())
    expires = datetime.fromtimestamp(int(row["expires_at"]["N"]), NOON.tzinfo)

    assert timedelta(days=365) < expires - NOON < timedelta(days=370)


def test_a_document_of_the_same_name_replaces_the_one_before(stores: Stores) -> None:
    stores.documents.keep(ID, a_document("b.txt", sha256="1"))
    stores.documents.keep(ID, a_document("a 携帯.txt"))
    stores.documents.keep(ID, a_document("b.txt", sha256="2"))

    assert stores.documents.list(ID) == [a_document("a 携帯.txt"), a_document("b.txt", sha256="2")]
    assert stores.documents.get(ID, "b.txt") == a_document("b.txt", sha256="2")
    assert stores.documents.get(ID, "c.txt") is None
    assert stores.documents.list("po-other") == []


def test_messages_come_in_key_order_until_they_are_posted(stores: Stores) -> None:
    placed(stores, ID)
    before = stores.port_outs.get(ID)
    after, line = note(before, at=NOON, by="me", because="x", facts={})
    stores.port_outs.record(
        before, after, line, messages=[("b", "second 携帯"), ("a", "first"), ("c", "third")]
    )

    stores.outbox.posted(ID, "b")
    stores.outbox.posted(ID, "b")

    assert stores.outbox.pending(ID) == [("a", "first"), ("c", "third")]
    assert stores.outbox.pending("po-other") == []


def written(stores: Stores, *keys: str) -> None:
    """Messages with these keys that have to go onto the case."""
    before = stores.port_outs.get(ID)
    after, line = note(before, at=NOON, by="me", because="x", facts={})
    stores.port_outs.record(before, after, line, messages=[(key, "text") for key in keys])


def test_a_message_is_one_posters_until_it_is_posted_or_the_poster_is_gone(stores: Stores) -> None:
    placed(stores, ID)
    written(stores, "a", "b")

    assert stores.outbox.claim(ID, "a", NOON)
    assert not stores.outbox.claim(ID, "a", NOON)
    assert not stores.outbox.claim(ID, "a", NOON + LEASE)
    assert stores.outbox.claim(ID, "b", NOON), "another message is free"
    assert stores.outbox.claim(ID, "a", NOON + LEASE + timedelta(microseconds=1))


def test_a_message_is_one_posters_for_five_minutes_and_a_post_takes_at_most_one(
    stores: Stores,
) -> None:
    placed(stores, ID)
    written(stores, "a")

    assert stores.outbox.claim(ID, "a", NOON)
    assert not stores.outbox.claim(ID, "a", NOON + timedelta(minutes=5))
    assert stores.outbox.claim(ID, "a", NOON + timedelta(minutes=5, microseconds=1))
    assert timedelta(minutes=1) == POST_TAKES
    assert timedelta(minutes=5) == LEASE
    assert Waiting("a", "text").claimed_until is None, "nobody has claimed a new one"


def test_a_message_that_is_posted_or_unknown_is_nobodys(stores: Stores) -> None:
    placed(stores, ID)
    written(stores, "a")
    stores.outbox.posted(ID, "a")

    assert not stores.outbox.claim(ID, "a", NOON)
    assert not stores.outbox.claim(ID, "unknown", NOON)
    assert stores.outbox.pending(ID) == []


def test_a_message_that_is_written_again_is_free_again(stores: Stores) -> None:
    placed(stores, ID)
    written(stores, "a")
    stores.outbox.claim(ID, "a", NOON)

    written(stores, "a")

    assert stores.outbox.claim(ID, "a", NOON)


def test_messages_are_for_a_person_once_one_was_tried_in_vain(stores: Stores) -> None:
    placed(stores, ID)
    written(stores, "a", "b", "c")
    stores.outbox.posted(ID, "c")
    moment = timedelta(microseconds=1)

    before = stores.wholes.get(ID).messages
    stores.outbox.claim(ID, "a", NOON)
    after = stores.wholes.get(ID).messages

    assert [(each.key, each.text) for each in after] == [("a", "text"), ("b", "text")]
    assert not tried_in_vain(before, NOON + POST_TAKES + moment)
    assert not tried_in_vain(after, NOON + POST_TAKES)
    assert tried_in_vain(after, NOON + POST_TAKES + moment)
