"""Clients of AWS's services, made by botocore alone: boto3 around it makes every start heavier."""

from functools import cache
from typing import Any

from botocore.config import Config
from botocore.session import Session, get_session


@cache
def _session() -> Session:
    """One for all clients: what they share is read once."""
    return get_session()


def aws_client(service: str, config: Config, region: str | None = None) -> Any:
    """A client of this service in the region, else in the function's own."""
    return _session().create_client(service, region_name=region, config=config)
