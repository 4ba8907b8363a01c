"""Ways on which the program makes the calls that it rarely makes."""

import json
from collections.abc import Callable

import boto3

from port_out import settings, wiring
from port_out.domain.life_cycle import State
from tests.faults.beside import DETAILS
from tests.faults.environment import REGION
from tests.faults.parties import NUMBERS
from tests.permissions.rarely import CREATE, START, Rarely, doubled, failed, refused

S = State


def unlucky(all_: Rarely) -> None:
    """The case is refused, then double; numbers come and go; everything ends well."""
    all_.rare.answers[CREATE] = [refused, doubled]
    id_ = all_.request()
    all_.until(id_, S.AWAIT_SUPPORT_GO_AHEAD)
    all_.first_case_says(id_, DETAILS)
    all_.hide("issue_carrier_pack")
    all_.say(id_, "support.gave_go_ahead")
    all_.until(id_, S.AWAIT_CORRECTION)
    all_.show()
    all_.hide("assemble_evidence")
    all_.say(id_, "operator.corrected", identity={"title": "Director"})
    all_.until(id_, S.AWAIT_CORRECTION)
    all_.show()
    all_.say(id_, "operator.corrected", "2", identity={"title": "Head"})
    all_.until(id_, S.AWAIT_CARRIER_SUBMISSION)
    all_.world.sweep()
    _to_the_end(all_, id_)


def _to_the_end(all_: Rarely, id_: str) -> None:
    """Filed and approved; the day of the port comes, and passes."""
    all_.carrier(id_, "carrier.submitted", pon="PON-1")
    all_.until(id_, S.AWAIT_APPROVAL)
    all_.say(id_, "support.approved")
    all_.until(id_, S.AWAIT_PORT_DATE)
    all_.carrier(id_, "carrier.confirmed_date", date=all_.date(5))
    all_.until(id_, S.AWAIT_COMPLETION)
    all_.world.clock.pass_(4.5 * 86400)
    all_.world.sweep()
    all_.carrier(id_, "carrier.completed")
    all_.until(id_, S.AWAIT_SECOND_EVIDENCE)
    all_.world.sweep()
    all_.say(id_, "operator.tested_calls")
    all_.until(id_, S.COMPLETED)
    _put_by_hand(id_)
    all_.wait_until_due(id_)


def _put_by_hand(id_: str) -> None:
    """A person gives a PIN when nobody needs it any more."""
    boto3.client("ssm", region_name=REGION).put_parameter(
        Name=f"{settings.secrets_path()}/{id_}/by-hand", Value="{}", Type="SecureString"
    )


def left(all_: Rarely) -> None:
    """A large order's case is left resolved; its follow-up is refused, then double."""
    id_ = all_.request()
    all_.until(id_, S.AWAIT_SUPPORT_GO_AHEAD)
    wiring.port_outs().add_numbers(id_, [f"+1206555{n:04}" for n in range(1000, 1700)])
    all_.resolve_for_good(id_)
    all_.rare.deaf = {"follow_up_case", "post_to_case"}
    for _ in range(4):
        all_.world.sweep()
    all_.rare.deaf.clear()
    all_.rare.answers[CREATE] = [refused, doubled]
    all_.when(lambda: all_.has_follow_up(id_), "a follow-up case")


def pasted(all_: Rarely) -> None:
    """Without an API a person opens the case and pastes; then AWS tells the id of the case."""
    all_.without_api()
    id_ = all_.request()
    all_.opened(id_)
    all_.say(id_, "support.asked", question="Which Region?")
    all_.say(id_, "operator.answered", text="It is us-east-1.")
    all_.world.settle()
    message = all_.look(id_)["to_paste"]["messages"][0]["message"]
    all_.say(id_, "operator.posted", message=message)
    all_.buy_plan()
    all_.support(id_, "You may now start with the new carrier.")
    all_.until(id_, S.AWAIT_CARRIER_SUBMISSION)


def contended(all_: Rarely) -> None:
    """The same numbers are asked for twice in one moment, and nobody starts the first."""
    all_.rare.answers[START] = [failed] * 4
    all_.once("request_port_out", "POST", "/port-outs", all_._body(), {"Idempotency-Key": "k1"})
    all_.request("k2")
    all_.world.settle()
    shown = all_.call("show_port_outs", "GET", f"/port-outs?number=%2B{NUMBERS[0][1:]}")
    all_.ids = [one["port_out_id"] for one in json.loads(shown["body"])["port_outs"]]
    all_.world.clock.pass_(86400)
    all_.world.sweep()
    all_.until(all_.ids[0], S.REJECTED, S.AWAIT_SUPPORT_GO_AHEAD)
    all_.until(all_.ids[1], S.REJECTED, S.AWAIT_SUPPORT_GO_AHEAD)


def too_many(all_: Rarely) -> None:
    """A batch of more than its caller may have in an hour."""
    all_.world.deploy(PORT_OUTS_AN_HOUR="1")
    body = {
        "numbers": [*NUMBERS, "+18445550140"],
        "winning_carrier": {"name": "Example Telecom", "channel": "standard"},
        "identity": all_._body()["identity"],
    }
    answer = all_.once("request_batch", "POST", "/batches", body, {"Idempotency-Key": "b1"})
    assert answer is not None
    assert answer["statusCode"] in (400, 429), answer


ADDS_NOTHING = {"straight", "followed", "expired"}
"""Flows of which every call is made in another one too."""
WAYS: dict[str, Callable[[Rarely], None]] = {
    way.__name__: way for way in (unlucky, left, pasted, contended, too_many)
}
