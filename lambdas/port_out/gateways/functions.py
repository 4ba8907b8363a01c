"""Our own functions that run on their own time; Lambda queues and retries the call."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from botocore.config import Config

from port_out import settings
from port_out.domain.errors import PortOutError
from port_out.gateways.clients import aws_client
from port_out.gateways.faults import translated

_CONFIG = Config(
    connect_timeout=5, read_timeout=20, retries={"mode": "standard", "total_max_attempts": 4}
)
_log = logging.getLogger(__name__)


class Functions:
    """A call that is lost is made again by the sweep: what has to be done lies in the table."""

    def __init__(self, *, client: Any = None) -> None:
        self._client: Any = client or aws_client("lambda", _CONFIG)

    def settle(self, port_out_id: str) -> None:
        """Have signals matched with the wait of this port-out."""
        self._invoke(settings.settle_wait_function(), {"port_out_id": port_out_id})

    def post(self, port_out_id: str) -> None:
        """Have pending messages of this port-out posted to its Support case."""
        self._invoke(settings.post_to_case_function(), {"port_out_id": port_out_id})

    def follow_up(self, port_out_id: str) -> None:
        """Have the case of this port-out followed by another, where that is still needed."""
        self._invoke(settings.follow_up_case_function(), {"port_out_id": port_out_id})

    def notify(self, port_out_id: str) -> None:
        """Have the notices of this port-out sent that are still to be sent."""
        self._invoke(settings.send_notices_function(), {"port_out_id": port_out_id})

    def notify_when_done(self, port_out_id: str) -> None:
        """The same for a step that has done its work, which stays done where the call fails."""
        try:
            self.notify(port_out_id)
        except PortOutError as error:
            _log.warning("the sweep will have the notices sent: %s", type(error).__name__)

    def record_loss(self, loss: Mapping[str, Any]) -> None:
        """Have it recorded and told that numbers are gone too early, or unasked; an alarm rings."""
        self._invoke(settings.record_loss_function(), loss)

    def _invoke(self, function: str, event: Mapping[str, Any]) -> None:
        with translated("lambda"):
            self._client.invoke(
                FunctionName=function,
                InvocationType="Event",
                Payload=json.dumps(dict(event)).encode(),
            )
