"""The winning carrier: what it says, it says again until it is taken."""

import base64
import hmac
import json
from collections.abc import Callable
from typing import Any

from standardwebhooks.webhooks import Webhook

from tests.faults.furnishing import BANDWIDTH, CARRIER_KEY, HMAC_KEY
from tests.faults.machine import StepError
from tests.faults.parties import TRIES, Parties, Stuck

ORDER = "49df4009-b183-4642-b989-8d78ed6bacb9"
UNAUTHORIZED = "Unauthorized"
"""The one word of an authorizer that the gateway answers by 401, with the challenge."""


class Carriers(Parties):
    """A carrier that signs its messages, and one that sends a password when it is asked to."""

    def carrier(self, id_: str, type_: str, n: str = "1", times: int = 1, **facts: Any) -> None:
        """The winning carrier calls back, and again until it is taken."""
        now = self.world.clock.now()
        message_id = f"msg_{type_}_{n}".replace(".", "_")
        body = json.dumps({"type": type_, "timestamp": now.isoformat(), "data": facts})

        def signed() -> dict[str, str]:
            at = self.world.clock.now()
            return {
                "webhook-id": message_id,
                "webhook-timestamp": str(int(at.timestamp())),
                "webhook-signature": Webhook(CARRIER_KEY).sign(message_id, at, body),
            }

        for _ in range(times):
            self._sent(id_, "standard", body, signed)

    def bandwidth(self, id_: str, status: str, **fields: str) -> None:
        """A carrier that proves itself to the gateway first, once it was challenged."""
        told = {"orderType": "portins", "orderId": ORDER, "customerOrderId": id_, "status": status}
        body = json.dumps(told | fields)
        digest = hmac.digest(HMAC_KEY.encode(), body.encode(), "sha256")
        pair = f"{BANDWIDTH['user']}:{BANDWIDTH['password']}".encode()
        proof = {"authorization": "Basic " + base64.b64encode(pair).decode()}
        proof["x-bandwidth-signature-sha-256"] = base64.b64encode(digest).decode()
        assert not self._is_let_in(id_, {}), "a stranger was let in"
        self._sent(id_, "bandwidth", body, lambda: proof if self._is_let_in(id_, proof) else {})

    def _sent(self, id_: str, carrier: str, body: str, proof: Callable[[], dict[str, str]]) -> None:
        url, answer = f"/carriers/{carrier}/port-outs/{id_}", None
        for _ in range(TRIES):
            if headers := proof():
                function = "receive_carrier_update"
                answer = self.once(function, "POST", url, body, headers, by=None)
            if answer is not None and answer["statusCode"] < 300:
                self.accepted.append((id_, json.loads(answer["body"])["signal_id"]))
                return
            self.world.settle()
            self._perhaps_mended()
        raise Stuck(f"the carrier is never answered: {answer}")

    def _is_let_in(self, id_: str, headers: dict[str, str]) -> bool:
        """What the gateway's own authorizer says; a failure of it lets nobody in."""
        path = f"/carriers/bandwidth/port-outs/{id_}"
        event = {
            "type": "REQUEST",
            "methodArn": f"arn:aws:execute-api:us-east-1:123456789012:api/v1/POST{path}",
            "resource": "/carriers/bandwidth/port-outs/{id}",
            "pathParameters": {"id": id_},
            "headers": headers,
            "requestContext": {"requestId": "r"},
        }
        try:
            policy = self.world.call("authorize_carrier", event)["policyDocument"]
        except StepError as error:
            if not headers and error.name != UNAUTHORIZED:
                raise Stuck(f"no challenge: {error.name}") from error
            return False
        return bool(policy["Statement"][0]["Effect"] == "Allow")
