"""Names that CloudFormation makes up anew with every stack; a world that goes on has the same.

ministack derives the others from the stack and the template; an API's, a bucket's and a KMS key's
it does not.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from ministack.services import kms
from ministack.services.cloudformation import provisioners

Made = tuple[str, dict[str, Any]]
Make = Callable[[str, dict[str, Any], str], Made]


def fix_names() -> None:
    """Name every API, bucket and key after its stack and its place in the template."""
    for kind, named in (
        ("AWS::ApiGateway::RestApi", _api),
        ("AWS::S3::Bucket", _bucket),
        ("AWS::KMS::Key", _key),
    ):
        handler = provisioners._RESOURCE_HANDLERS[kind]
        handler["create"] = named(handler["create"])


def _api(original: Make) -> Make:
    def create(logical_id: str, props: dict[str, Any], stack_name: str) -> Made:
        own = {"Key": "ms-custom-id", "Value": _name(logical_id, stack_name).hex[:8]}
        return original(logical_id, {**props, "Tags": [*props.get("Tags", []), own]}, stack_name)

    return create


def _bucket(original: Make) -> Make:
    def create(logical_id: str, props: dict[str, Any], stack_name: str) -> Made:
        provisioners._NAME_SEED.set("kept")
        return original(logical_id, props, stack_name)

    return create


def _key(original: Make) -> Make:
    def create(logical_id: str, props: dict[str, Any], stack_name: str) -> Made:
        made, _ = original(logical_id, props, stack_name)
        record, name = kms._keys.pop(made), str(_name(logical_id, stack_name))
        record |= {"KeyId": name, "Arn": record["Arn"].replace(made, name)}
        kms._keys[name] = record
        return name, provisioners._kms_key_attrs(record)

    return create


def _name(logical_id: str, stack_name: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{stack_name}/{logical_id}")
