"""Programs that are not careful enough: whoever looks for canaries must find each of them out."""

import importlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from port_out import wiring
from port_out.api.routing import route
from port_out.domain.errors import CaseUncertain, TemporarilyUnavailable
from port_out.observability import Handler, count, logger, metrics, send_metrics, step
from tests.canaries.forks import Fork
from tests.canaries.planted import Kind, Planted
from tests.canaries.sinks import Sink
from tests.canaries.somebody import Somebody
from tests.faults.functions import _MODULES
from tests.faults.machine import StepError

Careless = Callable[[str], Any]
"""What a handler does with something that it should keep to itself."""


@dataclass
class Finding:
    """A careless program, and what was found by which way out."""

    way: str
    sink: str
    kinds: list[str]


def _line(known: str) -> None:
    logger.info("looked at", what=known)
    logger.debug("which is %s", known)


def _library(known: str) -> None:
    logging.getLogger("a.library").warning("can't parse %s", known)


def _counted(known: str) -> None:
    metrics().add_dimension("who", known[:200])
    count("CaseOpened")
    send_metrics()


def _raised(known: str) -> None:
    raise TemporarilyUnavailable(known)


def _named(known: str) -> None:
    raise CaseUncertain(known)


def _unforeseen(known: str) -> None:
    raise RuntimeError(known)


def _result(known: str) -> Any:
    return {"outcome": "confirmed", "attempt": 1, "because": known}


def _invoked(known: str) -> None:
    wiring.functions().settle(known)


def _notice(known: str) -> None:
    wiring.topic().publish("Numbers", known, {})


def _dead_letter(known: str) -> None:
    wiring.undelivered().put("po-1", known)


def _name(known: str) -> None:
    wiring.secrets().forget("".join(c if c.isalnum() else "-" for c in known)[:500])


def _answer(status: int, media_type: str = "application/json") -> Careless:
    return lambda known: {
        "statusCode": status,
        "headers": {"Content-Type": media_type},
        "body": json.dumps({"detail": known}),
    }


STEP, ROUTE, EVENT = "confirm_departure", "show_port_outs", "settle_wait"
WAYS: dict[str, tuple[str, Careless, Sink]] = {
    "a line of the log": (STEP, _line, Sink.LOG),
    "a line of a library": (STEP, _library, Sink.LOG),
    "an error nobody foresaw": (STEP, _unforeseen, Sink.LOG),
    "an error of a route": (ROUTE, _unforeseen, Sink.LOG),
    "a metric": (STEP, _counted, Sink.METRICS),
    "a passing error": (STEP, _raised, Sink.HISTORY),
    "an error of ours": (STEP, _named, Sink.HISTORY),
    "the result of a step": (STEP, _result, Sink.HISTORY),
    "a call of a function": (STEP, _invoked, Sink.INVOCATIONS),
    "a notice": (STEP, _notice, Sink.NOTICES),
    "a message given up": (STEP, _dead_letter, Sink.DEAD_LETTERS),
    "an event that failed": (EVENT, _named, Sink.DEAD_LETTERS),
    "the name of a parameter": (STEP, _name, Sink.NAMES),
    "an error answer": (ROUTE, _answer(400), Sink.ERRORS),
    "a page": (ROUTE, _answer(200, "text/html"), Sink.PAGES),
    "an answer": (ROUTE, _answer(200), Sink.ANSWERS),
}
BARE = " without its mask"
_MASKED = (
    *("a line of the log", "a line of a library", "an error nobody foresaw"),
    *("an error of a route", "a passing error", "an error of ours", "an event that failed"),
)
"""Where something of the program stands before the way out."""


def found_careless(all_: Somebody) -> list[Finding]:
    """Each of them, in a fork; where something masks what leaves, without that too."""
    return [
        Finding(way + more, sink.name, _tried(way, bool(more), all_))
        for way, (_, _, sink) in WAYS.items()
        for more in (("", BARE) if way in _MASKED else ("",))
    ]


def _tried(way: str, is_bare: bool, all_: Somebody) -> list[str]:
    fork = Fork()
    if not fork.is_child:
        return list(fork.told)
    function, careless, sink = WAYS[way]
    world = all_.watched
    world.sinks.texts.clear()
    if is_bare:
        _take_masks_off()
    known = _something_of_each(world.planted)
    around = route if function == ROUTE else step
    bare: Handler = lambda event, context: careless(known)  # noqa: E731 - one of two
    module: Any = importlib.import_module(_MODULES[function])
    module.handler = bare if is_bare else around(bare)
    _call(function, all_)
    found = {hit.canary.kind.name for hit in world.sinks.hits(world.planted) if hit.sink is sink}
    fork.end(sorted(found))
    raise AssertionError("a fork that is over")


def _call(function: str, all_: Somebody) -> None:
    id_ = all_.ids[0]
    if function == ROUTE:
        all_.once(function, "GET", f"/port-outs/{id_}", None, {})
        return
    try:
        if function == STEP:
            all_.watched.run("ConfirmDeparture", {"port_out_id": id_})
        else:
            all_.watched.call(function, {"port_out_id": id_})
    except StepError:
        return


def _something_of_each(planted: Planted) -> str:
    by_kind = {canary.kind: canary.text for canary in planted}
    by_kind[Kind.PIN] = f"PIN: {by_kind[Kind.PIN]}"
    by_kind[Kind.ACCOUNT] = f"account number {by_kind[Kind.ACCOUNT]}"
    return "; ".join(by_kind.values())


def _take_masks_off() -> None:
    formatter: Any = logger.registered_formatter
    formatter.json_serializer = json.dumps
    for handler in logging.getLogger().handlers:
        handler.setFormatter(logging.Formatter("%(message)s\n"))
