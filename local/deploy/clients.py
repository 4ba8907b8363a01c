"""boto3 clients of the local account's administrator."""

from __future__ import annotations

from typing import Any

import boto3
from botocore.config import Config

from local.settings import Settings

# ministack takes this pair for the account's root.
ADMINISTRATOR = {"access_key_id": "test", "secret_access_key": "test"}


class Clients:
    """Clients that speak to this world and to nothing else."""

    def __init__(self, settings: Settings, url: str) -> None:
        self._session = boto3.Session(
            aws_access_key_id=ADMINISTRATOR["access_key_id"],
            aws_secret_access_key=ADMINISTRATOR["secret_access_key"],
            region_name=settings.region,
        )
        self._url = url

    def __call__(self, service: Any) -> Any:
        """A client for the service named."""
        config = Config(retries={"total_max_attempts": 2}, proxies={})
        return self._session.client(service, endpoint_url=self._url, config=config)
