"""Short ways through moto for what is asked most often; the answers are the same."""

import base64
import binascii
import json
from typing import Any

from botocore.awsrequest import AWSPreparedRequest
from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.models import dynamodb_backends

from tests.faults.asking import body_of
from tests.faults.environment import ACCOUNT, REGION
from tests.faults.kinds import Parts

_BODY = json.dumps({"Items": [], "Count": 0, "ScannedCount": 0}).encode()
_NOTHING: Parts = (
    200,
    {"Content-Type": "application/x-amz-json-1.0", "x-amz-crc32": str(binascii.crc32(_BODY))},
    _BODY,
)


def nothing_there(operation: str, request: AWSPreparedRequest) -> Parts | None:
    """The empty answer of a query of the states, None where moto has to look."""
    if operation != "Query":
        return None
    asked = json.loads(body_of(request))
    if asked.get("IndexName") != "by_state":
        return None
    state = asked["ExpressionAttributeValues"][":0"]["S"]
    table = dynamodb_backends[ACCOUNT][REGION].tables[asked["TableName"]]
    known = {row.attrs["in_list"].value for row in table.all_items() if "in_list" in row.attrs}
    return None if state in known else _NOTHING


_structure = BaseJSONSerializer._serialize_type_structure


def items_as_they_are() -> None:
    """An item's values have the form of the answer already; moto walks through each of them."""
    setattr(BaseJSONSerializer, _structure.__name__, _as_it_is)


def _as_it_is(self: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
    if shape.name == "AttributeValue" and isinstance(value, dict):
        self._default_serialize(serialized, _as_json(value), shape, key)
    else:
        _structure(self, serialized, value, shape, key)


def _as_json(value: Any) -> Any:
    match value:
        case bytes():
            return base64.b64encode(value).decode()
        case dict():
            return {name: _as_json(one) for name, one in value.items()}
        case list():
            return [_as_json(one) for one in value]
    return value
