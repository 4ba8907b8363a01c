"""The flows that the calls are recorded on, and that the faults fall into."""

from collections.abc import Callable

from demo.story import IDENTITY
from port_out.domain.life_cycle import State
from tests.faults.beside import BESIDE, DETAILS, SWITCHED
from tests.faults.everybody import Everybody

S = State
GO_AHEAD = "You may now start with the new carrier."
APPROVED = "The request matches our records. We have approved the request."


def _to_submission(all_: Everybody, **changes: object) -> str:
    id_ = all_.request(**changes)  # type: ignore[arg-type]  # what a request may be changed by
    all_.opened(id_)
    all_.support(id_, GO_AHEAD)
    all_.until_or_said(id_, S.AWAIT_CARRIER_SUBMISSION, "support.gave_go_ahead")
    return id_


def _to_completion(all_: Everybody, id_: str, n: str = "1") -> None:
    all_.carrier(id_, "carrier.submitted", n, pon=f"PON-{n}")
    all_.until(id_, S.AWAIT_APPROVAL)
    all_.support(id_, APPROVED)
    all_.until_or_said(id_, S.AWAIT_PORT_DATE, "support.approved")
    all_.carrier(id_, "carrier.confirmed_date", n, date=all_.date())
    all_.until(id_, S.AWAIT_COMPLETION)


def begun(all_: Everybody) -> None:
    """The first half of the straight way, for a sample."""
    id_ = _to_submission(all_)
    all_.carrier(id_, "carrier.submitted", pon="PON-1")
    all_.until(id_, S.AWAIT_APPROVAL)


def straight(all_: Everybody) -> None:
    """From the request to the second witness and the end."""
    id_ = _to_submission(all_)
    _to_completion(all_, id_)
    all_.carrier(id_, "carrier.completed")
    all_.until(id_, S.AWAIT_SECOND_EVIDENCE)
    all_.say(id_, "operator.tested_calls")
    all_.until(id_, S.COMPLETED)


def hard(all_: Everybody) -> None:
    """A name that differs, a refusal, a signed LOA, a moved date, and Connect as a witness."""
    company = IDENTITY | {"company_name": "Example Retail Group LLC"}
    all_.rehearse(identity=company)
    id_ = all_.request(identity=company)
    all_.until(id_, S.AWAIT_CORRECTION)
    all_.say(id_, "operator.corrected", identity={"company_name": IDENTITY["company_name"]})
    all_.opened(id_)
    all_.support(id_, GO_AHEAD, deliver=0)
    all_.until_or_said(id_, S.AWAIT_CARRIER_SUBMISSION, "support.gave_go_ahead")
    all_.upload(id_)
    all_.carrier(id_, "carrier.submitted", pon="PON-1")
    all_.until(id_, S.AWAIT_APPROVAL)
    all_.say(id_, "support.refused", code="ENTITY_NAME_MISMATCH", reason="name differs")
    all_.until(id_, S.AWAIT_CORRECTION)
    all_.say(id_, "operator.corrected", "2", identity={"title": "Director"})
    all_.until(id_, S.AWAIT_CARRIER_SUBMISSION)
    _to_completion(all_, id_, "2")
    all_.carrier(id_, "carrier.changed_date", "3", times=2, date=all_.date(20))
    all_.until(id_, S.AWAIT_COMPLETION)
    all_.leave_connect()
    all_.carrier(id_, "carrier.completed")
    all_.until(id_, S.COMPLETED)


def asked(all_: Everybody) -> None:
    """AWS Support asks, the operator answers, then cancels; somebody has a notice sent again."""
    id_ = _to_submission(all_)
    all_.support(id_, DETAILS)
    all_.decide(id_, "support.asked", question="Which Region?")
    all_.say(id_, "operator.answered", text="It is us-east-1.")
    all_.redeliver(id_)
    all_.look(id_)
    all_.until(id_, S.AWAIT_CARRIER_SUBMISSION)
    all_.upload(id_)
    all_.person(id_, what="submitted", pon="PON-7")
    all_.until(id_, S.AWAIT_APPROVAL)
    all_.say(id_, "operator.cancelled", reason="changed our minds")
    all_.until(id_, S.CANCELLED)


def expired(all_: Everybody) -> None:
    """Nobody acts: reminders, nudges on the case, and the loud end."""
    id_ = all_.request()
    all_.opened(id_)
    for _ in range(12):
        if all_.until(id_, S.AWAIT_SUPPORT_GO_AHEAD, S.EXPIRED) == S.EXPIRED:
            return
        all_.wait_until_due(id_)
    all_.until(id_, S.EXPIRED)


def followed(all_: Everybody) -> None:
    """AWS resolves the case and leaves it so: another case takes its place."""
    id_ = _to_submission(all_)
    all_.carrier(id_, "carrier.submitted", pon="PON-1")
    all_.until(id_, S.AWAIT_APPROVAL)
    all_.resolve_for_good(id_)
    all_.when(lambda: all_.has_follow_up(id_), "a follow-up case")
    all_.support(id_, APPROVED)
    all_.until_or_said(id_, S.AWAIT_PORT_DATE, "support.approved")
    all_.say(id_, "operator.cancelled", reason="changed our minds")
    all_.until(id_, S.CANCELLED)


def batch(all_: Everybody) -> None:
    """Two groups are requested by one call, and one of them is looked at."""
    for id_ in all_.request_batch():
        all_.opened(id_)


FLOWS: dict[str, Callable[[Everybody], None]] = {
    flow.__name__: flow for flow in (straight, asked, batch, *BESIDE, followed, hard, expired)
}
SHORT = {"begun": begun}
"""What the others hold too."""
EVERY = FLOWS | SWITCHED
