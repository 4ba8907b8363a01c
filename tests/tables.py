"""The tables as infra/ makes them, in moto; the one place in the tests that knows their keys."""

from functools import cache
from typing import Any

import boto3

from port_out import settings

INDEXES = {
    "by_state": ("in_list", "place"),
    "by_case_id": ("case_id", "port_out_id"),
    "by_display_id": ("display_id", "port_out_id"),
    "by_number": ("number", "port_out_id"),
}
_TYPES = {"sequence": "N"}


def create_tables() -> None:
    """All four tables, empty."""
    client = _client()
    _create(client, settings.port_outs_table(), "port_out_id", "row", indexes=INDEXES)
    _create(client, settings.transitions_table(), "port_out_id", "sequence")
    _create(client, settings.number_locks_table(), "number")
    _create(client, settings.task_tokens_table(), "port_out_id")
    for name in (settings.task_tokens_table(), settings.number_locks_table()):
        client.update_time_to_live(
            TableName=name,
            TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires_at"},
        )


def rows(table: str) -> list[dict[str, Any]]:
    """Everything that lies in the table, as DynamoDB has it."""
    return list(_client().scan(TableName=table)["Items"])


@cache
def _client() -> Any:
    return boto3.client("dynamodb", settings.region())


def _create(
    client: Any, name: str, *keys: str, indexes: dict[str, tuple[str, str]] | None = None
) -> None:
    every = {*keys, *(key for pair in (indexes or {}).values() for key in pair)}
    secondary = [
        {
            "IndexName": index,
            "KeySchema": _schema(*pair),
            "Projection": {"ProjectionType": "KEYS_ONLY"},
        }
        for index, pair in (indexes or {}).items()
    ]
    client.create_table(
        TableName=name,
        KeySchema=_schema(*keys),
        AttributeDefinitions=[
            {"AttributeName": key, "AttributeType": _TYPES.get(key, "S")} for key in sorted(every)
        ],
        BillingMode="PAY_PER_REQUEST",
        **({"GlobalSecondaryIndexes": secondary} if secondary else {}),
    )


def _schema(*keys: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": key, "KeyType": kind}
        for key, kind in zip(keys, ("HASH", "RANGE"), strict=False)
    ]
