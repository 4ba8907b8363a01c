"""A port-out that waits, kept as data: its rows, its documents, its case and its execution."""

import base64
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

import boto3

from local.twins.support.case import Case, Communication
from port_out import settings
from tests.faults.environment import REGION
from tests.faults.machine import Execution
from tests.faults.world import World
from tools.relist import relisted

Kept = dict[str, Any]
Documents = dict[str, str]
"""By key; base64 of what they hold."""
_EXECUTION = ("name", "data", "state", "token", "history", "entered", "told")
_TIMES = ("created_at", "resolved_at")


def kept(world: World, id_: str) -> tuple[Kept, Documents]:
    """The port-out as it waits in this world, and every document that there is."""
    execution, desk = world.executions[id_], world.aws.desk
    port_out = {
        "port_out_id": id_,
        "at": world.clock.now().isoformat(),
        "rows": {name: _rows(table) for name, table in _tables().items()},
        "plan": desk.plan,
        "cases": [asdict(case) for case in desk.cases.values()],
        "execution": {name: getattr(execution, name) for name in _EXECUTION},
    }
    return port_out, _documents()


def restored(world: World, data: Kept, documents: Documents, definition: Any) -> str:
    """The port-out waits in this world, on this definition; gives its id."""
    world.clock.at = world.swept = datetime.fromisoformat(data["at"])
    client = boto3.client("dynamodb", region_name=REGION)
    for name, table in _tables().items():
        for row in data["rows"][name]:
            client.put_item(TableName=table, Item=relisted(_read(row)))
    bucket = boto3.client("s3", region_name=REGION)
    for key, content in documents.items():
        body = base64.b64decode(content)
        bucket.put_object(Bucket=settings.documents_bucket(), Key=key, Body=body)
    world.aws.desk.plan = data["plan"]
    world.aws.desk.cases = {case["case_id"]: _case(case) for case in data["cases"]}
    _go_on(world, data["execution"], definition)
    return str(data["port_out_id"])


def _go_on(world: World, told: Mapping[str, Any], definition: Any) -> None:
    execution = Execution(told["name"], definition, told["data"], world.clock, world)
    for name, value in told.items():
        setattr(execution, name, value)
    world.executions[execution.name] = execution
    if not execution.token:
        # Not for somebody's word but for a time: that is looked at again.
        world.clock.after(0, execution._work)


def _tables() -> dict[str, str]:
    return {
        "port_outs": settings.port_outs_table(),
        "transitions": settings.transitions_table(),
        "number_locks": settings.number_locks_table(),
        "task_tokens": settings.task_tokens_table(),
    }


def _rows(table: str) -> list[Any]:
    found = boto3.client("dynamodb", region_name=REGION).scan(TableName=table)["Items"]
    return [_written(row) for row in found]


def _written(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of DynamoDB as JSON: bytes as base64."""
    return {
        name: {"B": base64.b64encode(value["B"]).decode()} if "B" in value else value
        for name, value in row.items()
    }


def _read(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {"B": base64.b64decode(value["B"])} if "B" in value else value
        for name, value in row.items()
    }


def _documents() -> Documents:
    client, bucket = boto3.client("s3", region_name=REGION), settings.documents_bucket()
    return {
        row["Key"]: base64.b64encode(
            client.get_object(Bucket=bucket, Key=row["Key"])["Body"].read()
        ).decode()
        for row in client.list_objects_v2(Bucket=bucket).get("Contents", ())
    }


def _case(data: Mapping[str, Any]) -> Case:
    said = [
        Communication(**entry | {"created_at": _time(entry["created_at"])})
        for entry in data["communications"]
    ]
    times = {name: _time(data[name]) for name in _TIMES}
    return Case(**{**data, **times, "communications": said})


def _time(text: str | None) -> Any:
    return datetime.fromisoformat(text) if text else None
