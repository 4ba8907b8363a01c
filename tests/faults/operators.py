"""What operators do besides asking and waiting: papers, texts, locks, a second person's word."""

import json
from collections.abc import Callable
from typing import Any

from demo.story import IDENTITY
from port_out.domain.life_cycle import State
from tests.faults.carriers import Carriers
from tests.faults.parties import ALICE, BOB, NUMBERS, Refused, Stuck


class Operators(Carriers):
    """Two people, who are not one."""

    def request(self, key: str = "k1", **changes: Any) -> str:
        """Request the numbers away."""
        body = self._body(**changes)
        answer = self.call(
            "request_port_out", "POST", "/port-outs", body, headers={"Idempotency-Key": key}
        )
        id_ = str(json.loads(answer["body"])["port_out_id"])
        self.ids.append(id_)
        return id_

    def _body(self, **changes: Any) -> dict[str, Any]:
        return {
            "instance_arn": self.world.aws.estate.facts()["instance_arn"],
            "numbers": NUMBERS,
            "winning_carrier": {"name": "Example Telecom", "channel": "standard"},
            "identity": IDENTITY,
        } | changes

    def rehearse(self, **changes: Any) -> None:
        """A dry run and a plan: they change nothing."""
        url, body = "/port-outs?dryRun=true", self._body(**changes)
        self.call("request_port_out", "POST", url, body)
        csv = {"Content-Type": "text/csv"}
        numbers = "\n".join(["number", *NUMBERS])
        self.call("request_port_out", "POST", "/port-outs/plan", numbers, headers=csv)

    def look(self, id_: str) -> dict[str, Any]:
        """Everything that there is to see of a port-out."""
        seen: dict[str, Any] = self._seen("show_port_outs", f"/port-outs/{id_}")
        self._seen("show_port_outs", "/port-outs")
        self._seen("show_port_outs", f"/port-outs/{id_}/communications")
        record = self._seen("show_port_outs", f"/port-outs/{id_}/transitions")
        assert record["chain"]["verified"], record["chain"]
        self._seen("show_batch", "/batches")
        return seen

    def _seen(self, function: str, url: str) -> Any:
        return json.loads(self.call(function, "GET", url)["body"])

    def upload(self, id_: str) -> None:
        """The draft comes back signed."""
        path = f"/port-outs/{id_}/documents"
        name = "scan.pdf"
        wanted = {"name": name, "content_type": "application/pdf"}
        self.call("exchange_documents", "POST", path, wanted)
        draft = self.call("exchange_documents", "GET", f"{path}/{self._draft(id_)}")
        assert draft["statusCode"] == 200
        self.world.put_document(id_, name)
        today = self.world.clock.now().date().isoformat()
        self.say(id_, "operator.uploaded_loa", document=name, signed_on=today)
        self.until(id_, State.AWAIT_CARRIER_SUBMISSION)

    def _draft(self, id_: str) -> str:
        return f"attempt-{self.world.stored(id_).attempt}-loa-draft.pdf"

    def redeliver(self, id_: str) -> None:
        """A notice is sent once more."""
        path = f"/port-outs/{id_}/notices"
        found = self._seen("redeliver_notices", path)["notices"]
        url = f"{path}/{found[0]['notice']}/redeliver"
        self.call("redeliver_notices", "POST", url)

    def approve(self, id_: str) -> None:
        """The second person has looked at the whole order."""
        waits = self.look(id_)["to_approve"]
        word = {"decision": "approve", "sha256": _sha256(waits), "reason": "compared"}
        url = f"/port-outs/{id_}/approvals"
        answer = self.call("receive_approval", "POST", url, word, by=BOB)
        self.accepted.append((id_, json.loads(answer["body"])["signal_id"]))

    def protect(self, number: str) -> None:
        """Nobody ports this number before two people have unlocked it."""
        self._until_lock("/locks", number, "locked", ALICE)

    def unlock(self, number: str) -> None:
        """Both words, and the day that must pass."""
        self._until_lock("/locks/unlock", number, "unlock asked", ALICE)
        seen = str(self._lock(number)["seen"])
        more = {"decision": "approve", "seen": seen}
        self._until_lock("/locks/approvals", number, "unlocked", BOB, **more)
        self.world.clock.pass_(25 * 3600)

    def _until_lock(self, url: str, number: str, state: str, by: str, **more: str) -> None:
        """Who is not answered looks before he says it again."""
        body = {"number": number, "reason": "our main line"} | more
        try:
            self.call("lock_numbers", "POST", url, body, by=by)
        except Refused as error:
            if self._lock(number)["state"] != state:
                raise Stuck(f"a lock that can't be set to {state}: {error}") from error

    def _lock(self, number: str) -> dict[str, Any]:
        found = self._seen("lock_numbers", f"/locks?number=%2B{number[1:]}")
        self._seen("lock_numbers", "/locks")
        return dict(found["locks"][0])

    def refused(self, ask: Callable[[], object]) -> None:
        """The API must not take this."""
        try:
            ask()
        except Refused:
            return
        raise Stuck("what must be refused was taken")

    def request_batch(self) -> list[str]:
        """One call for numbers of two kinds; the port-outs that come of it."""
        body = {
            "numbers": [*NUMBERS, "+18445550140"],
            "winning_carrier": {"name": "Example Telecom", "channel": "standard"},
            "identity": IDENTITY,
        }
        key = {"Idempotency-Key": "batch-1"}
        answer = self.call("request_batch", "POST", "/batches", body, headers=key)
        id_ = str(json.loads(answer["body"])["batch_id"])
        self.when(lambda: self._is_requested(id_, body, key), "a batch that is requested")
        return self.ids

    def _is_requested(self, id_: str, body: Any, key: dict[str, str]) -> str:
        """A repetition of the call goes on where a run stopped."""
        view = self._seen("show_batch", f"/batches/{id_}")
        self.ids = [group["port_out_id"] for group in view["groups"] if group["port_out_id"]]
        if not view["is_requested"]:
            self.call("request_batch", "POST", "/batches", body, headers=key)
        return id_ if view["is_requested"] else ""


def _sha256(waits: Any) -> str:
    """Of the first thing that waits, where several may."""
    one = waits[0] if isinstance(waits, list) else waits
    return str(one["sha256"])
