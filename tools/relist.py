"""`python -m tools.relist --table NAME`: rows of an older version get their place in the index.

Until 0.1.0.dev1 the index by state had the keys `state` and `due_at`. What was written since is in
it by `in_list` and `place`; a row without them is not seen by the sweep until it is next written.
Run it once after the deployment, again whenever you like: a row that has its place stays as it is.
"""

import argparse
from collections.abc import Iterable, Mapping
from typing import Any

import boto3
from botocore.exceptions import ClientError

from port_out.domain.life_cycle import State
from port_out.domain.port_out import NEVER
from port_out.domain.record import timestamp
from tools.rebuild import stored

STATE, LOOKED_AFTER, AT_REST = "STATE", "Looked After", "At Rest"
"""As port_out/store/rows.py has them, which knows a table by its environment only."""
Row = Mapping[str, Any]


def relisted(row: Row) -> dict[str, Any]:
    """The row with its place in the index, if it is one that belongs there."""
    if "in_list" in row or not {"state", "due_at"} <= set(row):
        return dict(row)
    state, due_at = row["state"]["S"], row["due_at"]["S"]
    if row["row"]["S"] != STATE:  # of a notice or a batch the state was the name of its list
        return {**row, "in_list": {"S": state}, "place": {"S": due_at}}
    in_list = AT_REST if due_at == timestamp(NEVER) else LOOKED_AFTER
    return {**row, "in_list": {"S": in_list}, "place": {"S": f"{State(state)}#{due_at}"}}


def relist(client: Any, table: str, rows: Iterable[Row]) -> int:
    """Write the places that are missing; how many were."""
    written = 0
    for row in rows:
        if (new := relisted(row)) == row:
            continue
        try:
            client.update_item(
                TableName=table,
                Key={name: row[name] for name in ("port_out_id", "row")},
                UpdateExpression="SET in_list = :list, #place = :place",
                # Whoever has written it meanwhile has given it its place.
                ConditionExpression="attribute_exists(#row) AND attribute_not_exists(in_list)",
                ExpressionAttributeNames={"#place": "place", "#row": "row"},
                ExpressionAttributeValues={":list": new["in_list"], ":place": new["place"]},
            )
            written += 1
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
    return written


def main(argv: list[str] | None = None) -> int:
    """0 when every row has its place."""
    parser = argparse.ArgumentParser(prog="python -m tools.relist", description=__doc__)
    parser.add_argument("--table", required=True, help="the table of port-outs")
    parser.add_argument("--region", help="else the Region of the environment")
    asked = parser.parse_args(argv)
    client = boto3.client("dynamodb", region_name=asked.region)
    print(f"{relist(client, asked.table, stored(client, asked.table))} rows have their place now")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
