"""What is kept of ministack's services, beside the tables and the executions."""

from __future__ import annotations

from typing import Any

from ministack.services import iam, kms, s3, scheduler, secretsmanager, sns, sqs, ssm

from local.keeping.shelves import Shelf

ASSETS = "cdk-"
"""Buckets of this name hold the program's code, which each start brings anew."""
STORES: dict[str, tuple[Any, ...]] = {
    "s3": tuple(
        getattr(s3, name)
        for name in (
            "_object_versions",
            "_object_tags",
            "_object_acl",
            "_object_retention",
            "_object_legal_hold",
        )
    ),
    "ssm": (ssm._parameters, ssm._parameter_history, ssm._tags),
    "sns": (sns._sub_arn_to_topic,),
    "iam": (iam._users, iam._user_inline_policies, iam._access_keys),
    "secretsmanager": (secretsmanager._secrets,),
}


def shelves() -> dict[str, list[Shelf]]:
    """By service as the gateway names it, the shelves that its calls may change."""
    found = {
        service: [_store(f"{service} {place}", store._data) for place, store in enumerate(stores)]
        for service, stores in STORES.items()
    }
    found["s3"].append(Shelf("s3 objects", _objects, _put_object, _take_object))
    found["sqs"] = [Shelf("sqs queues", _queues, _put_queue, _take_queue)]
    found["sns"].append(_subscriptions())
    found["kms"] = [Shelf("kms keys", _keys, _put_key, lambda key: None)]
    found["scheduler"] = [_store("scheduler fired", scheduler._schedule_last_fired)]
    return found


def _store(name: str, entries: dict[Any, Any]) -> Shelf:
    return Shelf(
        name, lambda: dict(entries), entries.__setitem__, lambda key: entries.pop(key, None)
    )


def _objects() -> dict[Any, Any]:
    return {
        (*place, key): record
        for place, bucket in list(s3._buckets._data.items())
        if not place[-1].startswith(ASSETS)
        for key, record in list(bucket["objects"].items())
    }


def _put_object(key: tuple[str, str, str], record: Any) -> None:
    if bucket := s3._buckets._data.get(key[:2]):
        bucket["objects"][key[2]] = record


def _take_object(key: tuple[str, str, str]) -> None:
    if bucket := s3._buckets._data.get(key[:2]):
        bucket["objects"].pop(key[2], None)


def _queues() -> dict[Any, Any]:
    # By name: the URL of a queue, its key there, names the port of this run.
    return {(*key[:2], queue["name"]): queue for key, queue in list(sqs._queues._data.items())}


def _put_queue(key: tuple[str, str, str], kept: dict[str, Any]) -> None:
    if (queue := _queues().get(key)) is not None:
        queue["messages"] = kept["messages"]
        return
    sqs._queues._data[(*key[:2], kept["url"])] = kept
    sqs._queue_name_to_url._data[key] = kept["url"]


def _take_queue(key: tuple[str, str, str]) -> None:
    url = sqs._queue_name_to_url._data.pop(key, None)
    sqs._queues._data.pop((*key[:2], url), None)


def _subscriptions() -> Shelf:
    topics: dict[Any, Any] = sns._topics._data

    def put_back(key: Any, subscribed: list[Any]) -> None:
        if key in topics:
            topics[key]["subscriptions"] = subscribed

    return Shelf(
        "sns subscriptions",
        lambda: {key: topic["subscriptions"] for key, topic in list(topics.items())},
        put_back,
        lambda key: None,
    )


def _keys() -> dict[Any, Any]:
    # A key's own objects know no file; ministack says how it would save them.
    return dict(kms.get_state()["keys"]._data)


def _put_key(key: Any, entry: dict[str, Any]) -> None:
    keys = type(kms._keys)()
    keys._data[key] = entry
    kms.load_persisted_state({"keys": keys})
