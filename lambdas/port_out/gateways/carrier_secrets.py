"""The carriers' keys in Secrets Manager, where a deployment chose that (CARRIER_KEYS_IN)."""

from typing import Any

from port_out.gateways.carrier_keys import CarrierKeys
from port_out.gateways.faults import translated


class CarrierSecrets(CarrierKeys):
    """The same keys as secrets: connect-port-out/carriers/<carrier>, found by one listing."""

    @staticmethod
    def service() -> Any:
        return "secretsmanager"

    def _texts(self) -> dict[str, str]:
        prefix = f"{self._path.strip('/')}/"
        asked = {"Filters": [{"Key": "name", "Values": [prefix]}]}
        found: dict[str, str] = {}
        with translated("secretsmanager"):
            for page in self._client.get_paginator("list_secrets").paginate(**asked):
                # The filter finds by the beginning of a name, in any letter case.
                for name in (one["Name"] for one in page["SecretList"]):
                    if name.startswith(prefix):
                        secret = self._client.get_secret_value(SecretId=name)
                        found[name.removeprefix(prefix)] = secret.get("SecretString", "")
        return found
