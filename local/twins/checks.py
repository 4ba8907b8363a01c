"""Whether parameters or an answer keep to a botocore shape."""

from __future__ import annotations

from typing import Any

from botocore.validate import ParamValidator


def report(shape: Any, value: Any) -> str | None:
    """What is wrong with the value, in AWS's words; None if nothing is."""
    if shape is None:
        return None
    errors = ParamValidator().validate(value, shape)
    if errors.has_errors():
        return str(errors.generate_report()).replace("\n", "; ")
    found = list(_constraints(shape, value, ""))
    if not found:
        return None
    count = f"{len(found)} validation error{'s' if len(found) > 1 else ''} detected"
    return f"{count}: {'; '.join(found)}"


def _constraints(shape: Any, value: Any, place: str) -> Any:
    # botocore checks neither upper bounds nor enums; AWS does.
    limits, kind = shape.metadata, shape.type_name
    if kind == "structure":
        for name, item in value.items():
            yield from _constraints(shape.members[name], item, f"{place}.{name}".lstrip("."))
        return
    if kind == "list":
        for number, item in enumerate(value, 1):
            yield from _constraints(shape.member, item, f"{place}.{number}.member")
    size = value if kind in ("integer", "long") else len(value) if kind in ("string", "list") else 0
    word = "value" if kind in ("integer", "long") else "length"
    if "max" in limits and size > limits["max"]:
        yield _said(place, f"have {word} less than or equal to {limits['max']}")
    if "min" in limits and size < limits["min"]:
        yield _said(place, f"have {word} greater than or equal to {limits['min']}")
    if kind == "string" and shape.enum and value not in shape.enum:
        yield _said(place, f"satisfy enum value set: [{', '.join(shape.enum)}]")


def _said(place: str, rule: str) -> str:
    return f"Value at '{place}' failed to satisfy constraint: Member must {rule}"
