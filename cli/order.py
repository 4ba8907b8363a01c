"""What a request says beside its numbers: from a JSON file, and options that win over it."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cli.exits import Exit, Stop
from cli.files import content_of
from cli.saying import pairs

_MEMBERS = frozenset({"winning_carrier", "identity", "contact", "reference", "target_date"})
_KEY_LENGTH = 40
_LARGEST = 1_000_000


def order_of(
    file: Path | None,
    *,
    carrier: Mapping[str, Any],
    identity: list[str],
    reference: str,
    target_date: str,
) -> dict[str, Any]:
    """The members of a request that are the same for all its numbers; Stop where one is missing."""
    order = _read(file) if file else {}
    given_carrier = {name: value for name, value in carrier.items() if value}
    given_identity = pairs(identity, "--identity")
    for name, given in (("winning_carrier", given_carrier), ("identity", given_identity)):
        if given:
            order[name] = {**order.get(name, {}), **given}
    order |= {n: v for n, v in (("reference", reference), ("target_date", target_date)) if v}
    if not order.get("identity"):
        mend = "give --order FILE, or --identity FIELD=VALUE, exactly as the AWS bill shows it"
        raise Stop(Exit.USAGE, "it is not said who the customer is", mend=mend)
    return order


def key_of(body: Mapping[str, Any]) -> str:
    """The same for the same content: a second run of a command makes nothing twice.

    Also of a list that was sorted in another way meanwhile.
    """
    numbers = {"numbers": sorted(body["numbers"])} if "numbers" in body else {}
    text = json.dumps({**body, **numbers}, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return "cli-" + hashlib.sha256(text.encode()).hexdigest()[:_KEY_LENGTH]


def need_carrier(order: Mapping[str, Any]) -> None:
    """Stop where nothing names the carrier that gets the numbers."""
    if not order.get("winning_carrier", {}).get("name"):
        mend = "give --carrier NAME, or a column winning_carrier in the list"
        raise Stop(Exit.USAGE, "it is not said which carrier gets the numbers", mend=mend)


def _read(file: Path) -> dict[str, Any]:
    mend = "docs/api.md has an example: winning_carrier, identity, contact ..."
    try:
        order = json.loads(content_of(file, most=_LARGEST, mend=mend).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Stop(Exit.USAGE, f"{file} is no JSON", mend=mend) from None
    strange = sorted(set(order) - _MEMBERS) if isinstance(order, dict) else ["a list or a text"]
    if strange:
        mend = "use " + ", ".join(sorted(_MEMBERS))
        raise Stop(Exit.USAGE, f"{file} has {', '.join(strange)}", mend=mend)
    plain = [n for n in ("winning_carrier", "identity") if not isinstance(order.get(n, {}), dict)]
    if plain:
        raise Stop(Exit.USAGE, f"{file}: {' and '.join(plain)} must be objects", mend=mend)
    return dict(order)
