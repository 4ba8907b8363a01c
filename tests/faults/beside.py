"""Flows beside the straight way: second persons, limits, losses, failures, other carriers."""

from port_out.domain.life_cycle import State
from tests.faults.everybody import Everybody
from tests.faults.parties import NUMBERS

S = State
SPARE = "+12065550107"
"""In no port-out."""
DETAILS = "Account number: 4711-0815. PIN: 9921. A text that only a person can read."


def restarted(all_: Everybody) -> None:
    """A step may not do its work any more: it fails on record, and is taken up where it stood."""
    id_ = all_.request()
    all_.opened(id_)
    all_.support(id_, DETAILS)
    all_.take_away("s3", "PutObject")
    all_.say(id_, "support.gave_go_ahead")
    if all_.until(id_, S.FAILED, S.AWAIT_CARRIER_SUBMISSION) == S.FAILED:
        all_.world.wire.mend()
        all_.restart(id_)
    all_.until(id_, S.AWAIT_CARRIER_SUBMISSION)


def challenged(all_: Everybody) -> None:
    """A carrier that sends its password only when the gateway asks for it."""
    id_ = all_.request(winning_carrier={"name": "Bandwidth", "channel": "bandwidth"})
    all_.opened(id_)
    all_.say(id_, "support.gave_go_ahead")
    all_.until(id_, S.AWAIT_CARRIER_SUBMISSION)
    all_.bandwidth(id_, "SUBMITTED")
    all_.until(id_, S.AWAIT_APPROVAL)


def secrets(all_: Everybody) -> None:
    """The same where the carriers' keys lie in Secrets Manager."""
    all_.world.deploy(CARRIER_KEYS_IN="secrets-manager")
    challenged(all_)


def by_hand(all_: Everybody) -> None:
    """A plan without an API: a person opens the case, until a plan with one is bought."""
    all_.without_api()
    id_ = all_.request()
    all_.opened(id_)
    all_.buy_plan()
    all_.world.sweep()
    all_.support(id_, "You may now start with the new carrier.")
    all_.until_or_said(id_, S.AWAIT_CARRIER_SUBMISSION, "support.gave_go_ahead")


def seconded(all_: Everybody) -> None:
    """An order that is too large for one person."""
    all_.world.deploy(TWO_PERSONS_ABOVE="2")
    id_ = all_.request()
    all_.until(id_, S.AWAIT_SECOND_PERSON)
    all_.approve(id_)
    all_.opened(id_)


def limited(all_: Everybody) -> None:
    """Who asks for more than one caller may waits until the hour is over."""
    all_.world.deploy(PORT_OUTS_AN_HOUR="1")
    for n, number in enumerate(NUMBERS[:2]):
        all_.request(f"k{n}", numbers=[number])
    all_.opened(all_.ids[-1])


def protected(all_: Everybody) -> None:
    """A number that two people have to unlock, a day before it may leave."""
    all_.protect(NUMBERS[0])
    all_.refused(all_.request)
    all_.unlock(NUMBERS[0])
    id_ = all_.request("k2")
    all_.opened(id_)


def released(all_: Everybody) -> None:
    """Somebody gives a number back to AWS that is about to be ported."""
    id_ = all_.request()
    all_.opened(id_)
    all_.release(id_, NUMBERS[0])
    all_.say(id_, "operator.cancelled", reason="the number is lost")
    all_.until(id_, S.CANCELLED)


def missed(all_: Everybody) -> None:
    """Numbers are gone and no trail tells of it: the daily comparison finds them."""
    id_ = all_.request()
    all_.opened(id_)
    all_.compare()
    all_.vanish(NUMBERS[0], SPARE)
    all_.compare()
    all_.when(lambda: all_.loss(id_), "a loss on record")
    all_.when(all_.told_of_unasked, "a notice of what was in no port-out")


def unheard(all_: Everybody) -> None:
    """Nobody takes the notices: they are given up loudly, and sent again once somebody does."""
    id_ = all_.request()
    all_.opened(id_)
    all_.unheard(id_)
    all_.when(lambda: str(all_.undelivered() or ""), "a message that rings the alarm")
    all_.redeliver(id_)
    all_.opened(id_)


BESIDE = (
    *(restarted, challenged, seconded, protected, released, missed),
    *(by_hand, limited, unheard),
)
SWITCHED = {"secrets": secrets}
"""Under another setting of the deployment."""
