"""Everything of one local world inside its server process, put together in one place."""

from __future__ import annotations

import json
import os
import secrets
from typing import Any

from ministack import app as ministack

from local import patches
from local.deploy.clients import ADMINISTRATOR
from local.deploy.program import deploy
from local.deploy.seed import Seeded, seed
from local.gateway.calls import CallLog
from local.gateway.faults import Faults
from local.gateway.front import Front
from local.keeping.life import Life
from local.keeping.names import fix_names
from local.keeping.store import Store
from local.settings import Settings
from local.steering.app import Steering
from local.twins import Twins


class Universe:
    """The gateway, the twins behind it and the steering beside it."""

    def __init__(
        self, settings: Settings, gateway_port: int, steering_port: int, store: Store | None
    ) -> None:
        patches.apply_all()
        patches.isolate_functions(settings.run / "runtime")
        patches.share_code(settings.run / "code")
        patches.bound_functions()
        patches.keep_output(settings.output_file)
        if store:
            fix_names()
        self.settings, self._ports = settings, (gateway_port, steering_port)
        self._store = store
        self.aws_url = f"https://127.0.0.1:{gateway_port}"
        self.twin_url = f"http://127.0.0.1:{steering_port}"
        self.calls, self.faults = CallLog(), Faults()
        self.twins = Twins(settings, self.aws_url)
        self.twins.register()
        self.steering = Steering(self)
        self._life = Life(settings, store, self.twins, self.faults) if store else None
        keep = self._life.keep if self._life else _keep_nothing
        self.front = Front(ministack, self.calls, self.faults, self.steering, keep)
        self.gateway = self.front.app
        self.facts: dict[str, Any] = {}

    def begin(self) -> None:
        """Deploy the program, put back what was kept or make people and keys; write the facts."""
        outputs = deploy(self.settings, self.aws_url)

        def make_people() -> Seeded:
            return seed(self.settings, self.aws_url, outputs["ApiUrl"])

        if self._life:
            seeded, running = self._life.begin(make_people, self._ports)
        else:
            seeded, running = make_people(), 0
        self.calls.clear()
        self.facts = {
            "api_url": self._api_url(outputs["ApiUrl"]),
            "aws_endpoint_url": self.aws_url,
            "region": self.settings.region,
            "account_id": self.settings.account_id,
            "operator": seeded.operator,
            "approver": seeded.approver,
            "state_machine_arn": outputs["StateMachineArn"],
            "twin_url": self.twin_url,
            "carrier_keys": seeded.carrier_keys,
            **self.twins.facts(),
            "documents_bucket": outputs["DocumentsBucket"],
            "ca_bundle": os.environ["AWS_CA_BUNDLE"],
            "outputs": outputs,
            "administrator": ADMINISTRATOR,
            "server_process": os.getpid(),
            "executions_going_on": running,
            "server_log": str(self.settings.log_file),
            "functions_log": str(self.settings.output_file),
        }
        self.front.open = True
        self._write_facts()

    def keep_twins(self) -> None:
        """Keep what the steering has changed, where this world is kept."""
        if self._life:
            self._life.keep_twins()

    def end_functions(self) -> None:
        """Kill every function's process at once; that they failed is not to be kept."""
        if self._store:
            self._store.freeze()
        patches.end_functions()

    def _api_url(self, deployed: str) -> str:
        # The output names AWS, https://{id}.execute-api.{region}...; this is its door here.
        host, _, stage = deployed.removeprefix("https://").partition("/")
        return f"{self.aws_url}/_aws/execute-api/{host.partition('.')[0]}/{stage.rstrip('/')}"

    def _write_facts(self) -> None:
        draft = self.settings.run / f"local.{secrets.token_hex(4)}"
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(self.facts, indent=2) + "\n")
        draft.replace(self.settings.facts_file)


def _keep_nothing(service: str, method: str) -> None:
    """A world that is not kept."""
