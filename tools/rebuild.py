"""`python -m tools.rebuild FOLDER --table NAME`: fill an empty table from an export of a lost one.

FOLDER holds an export of DynamoDB to S3 (its `data/*.json.gz`, "DynamoDB JSON"), fetched with
`aws s3 sync`. Every row is written as it was; one that is there already is never written over.
Then the table is read back and compared, and where it is a record, every chain is verified.
Ends with 0 when the table equals the export, 1 when it does not, 2 when there is nothing to read.
"""

import argparse
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

from port_out.domain.record import Transition, breaks_in

EQUAL, DIFFERS, NOTHING = 0, 1, 2
Row = dict[str, Any]


def exported(folder: Path) -> Iterator[Row]:
    """The rows of an export, as DynamoDB has them."""
    for file in sorted(folder.rglob("*.json.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["Item"] for line in lines if line.strip())


def rebuild(client: Any, table: str, rows: Iterable[Row]) -> int:
    """Write the rows that are not there; how many were written."""
    keys = [
        key["AttributeName"] for key in client.describe_table(TableName=table)["Table"]["KeySchema"]
    ]
    written = 0
    for row in rows:
        try:
            client.put_item(
                TableName=table,
                Item=row,
                ConditionExpression="attribute_not_exists(#key)",
                ExpressionAttributeNames={"#key": keys[0]},
            )
            written += 1
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
    return written


def stored(client: Any, table: str) -> Iterator[Row]:
    """Every row of the table (strongly consistent)."""
    for page in client.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        yield from page["Items"]


def differences(rows: Iterable[Row], there: Iterable[Row]) -> int:
    """How many rows are in one of both only."""
    return len({_text(row) for row in rows} ^ {_text(row) for row in there})


def broken(rows: Iterable[Row]) -> dict[str, list[str]]:
    """What does not hold of each record among the rows; nothing where there is none."""
    records: dict[str, list[Transition]] = defaultdict(list)
    for row in rows:
        if {"sequence", "data"} <= set(row):
            line = Transition.from_data(json.loads(row["data"]["S"]))
            records[row["port_out_id"]["S"]].append(line)
    chains = {
        id_: breaks_in(sorted(lines, key=lambda line: line.sequence))
        for id_, lines in records.items()
    }
    return {id_: breaks for id_, breaks in chains.items() if breaks}


def main(arguments: list[str]) -> int:
    """Rebuild, compare, verify, and say what was found."""
    parser = argparse.ArgumentParser(prog="rebuild", description="Fill a table from an export.")
    parser.add_argument("folder", type=Path, help="the export, fetched from S3")
    parser.add_argument("--table", required=True, help="the new, empty table")
    parser.add_argument("--region", default=None)
    given = parser.parse_args(arguments)
    rows = list(exported(given.folder))
    if not rows:
        print(f"rebuild: no *.json.gz with rows under {given.folder}", file=sys.stderr)
        return NOTHING
    client = boto3.client("dynamodb", region_name=given.region)
    written = rebuild(client, given.table, rows)
    there = list(stored(client, given.table))
    different, breaks = differences(rows, there), broken(there)
    print(f"rebuild: {len(rows)} rows exported, {written} written, {different} different")
    for id_, found in sorted(breaks.items()):
        print(f"rebuild: {id_}: {'; '.join(found)}")
    return DIFFERS if different or breaks else EQUAL


def _text(row: Mapping[str, Any]) -> str:
    return json.dumps(row, sort_keys=True, default=str)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
