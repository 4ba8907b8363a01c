"""docs/openapi.json is true: to the routes, to the gateway, and to what the handlers answer."""

import ast
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator, validate
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError

from port_out.api.listing import PARAMETERS
from port_out.api.shapes import schema_of
from port_out.domain.billing import Bill
from port_out.domain.communications import Communication
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.numbers import NumberOutcome
from port_out.domain.port_out import advance
from port_out.domain.signals import Signal, SignalType
from port_out.store.documents import Document
from tests.api.batches import a_batch, run_batches
from tests.api.builders import ID, NOON, NUMBERS, a_port_out, a_request
from tests.api.carrier import a_message, send
from tests.api.world import Answer, World
from tests.fakes import FakeBilling
from tools import openapi
from tools.examples import EXAMPLES
from tools.openapi import FILE, document, text
from tools.routes import PAGE, QUERY, ROUTES

ROOT = Path(__file__).resolve().parents[2]
EVERYTHING: dict[str, Any] = {
    "case_id": "c",
    "display_id": "d",
    "to_approve": {"what": "order", "sha256": "0" * 64, "numbers": 2},
    "seconded": {"sha256": "0" * 64, "by": "b", "at": "2026-11-24T20:00:00+00:00"},
    "protected": 1,
    "refusal": {"code": "OTHER", "reason": "r", "numbers": [], "by": "AWS Support"},
    "differences": [
        {
            "field": "city",
            "given": "a",
            "billed": "b",
            "code": "ADDRESS_MISMATCH",
            "verdict": "different",
            "only_in": [],
        }
    ],
    "override": {"reason": "r", "by": "me", "identity": {"city": "a"}, "bill_sha256": "s"},
    "expected": {"source": "account contact", "fields": {"city": "b"}, "persons": ["Ben"]},
    "billing": {
        "standing": "member",
        "payer": "1",
        "invoice": {"id": "i", "issued_on": "2026-11-03"},
        "findings": [{"case": "member", "advice": "a"}],
    },
    "named": {"by": "AWS Support", "source": "account_contact", "fields": {"city": "b"}},
    "loa": {
        "document": "attempt-1-loa-signed-0.pdf",
        "uploaded_as": "loa.pdf",
        "signed_on": "2026-11-24",
        "sha256": "s",
        "sign_anew_by": "2026-12-09",
    },
    "loa_ran_out_on": "2026-11-20",
    "pack": {
        "version": 2,
        "attempt": 1,
        "document": "attempt-1-carrier-pack.zip",
        "sha256": "s",
        "manifest": "attempt-1-pack-2.json",
        "compared_with": "attempt-1-pack-1.json",
        "loa": "draft",
        "problems": ["p"],
    },
    "pack_version": 1,
    "still_listed": 2,
    "former_pons": ["PON-0"],
    "port_until": "2026-12-15T12:00:00-08:00",
    "time_zone": "America/Los_Angeles",
    "part_dates": [{"date": "2026-12-15T10:00:00-08:00", "numbers": [NUMBERS[0]]}],
    "port_days": {"2026-12-15": {"day_before": "2026-12-14T08:00:00+00:00"}},
    "traffic": {"calls": 12, "days": 7, "read_at": "2026-12-14T08:00:00+00:00"},
    "resp_org": "ABC01",
    "roc": {"standing": "overdue", "submitted_at": "2026-12-01T08:00:00+00:00"},
    "verified": False,
    "to_decide": ["c-1"],
}


def test_the_document_is_up_to_date() -> None:
    assert FILE.read_text("utf-8") == text(), "run python -m tools.openapi"


def test_the_document_has_the_routes_that_are_deployed() -> None:
    deployed = set()
    for node in ast.walk(ast.parse((ROOT / "infra" / "routes.py").read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Route":
            texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
            schema = next((t for t in texts[3:] if isinstance(t, str)), "")
            deployed.add((texts[0], texts[1], schema))

    assert {(r.method, r.path, r.body) for r in ROUTES} == deployed


def test_the_list_takes_the_parameters_that_the_document_names() -> None:
    assert tuple(QUERY) == PARAMETERS


def test_the_document_is_one_of_openapi_3_1() -> None:
    shown = json.loads(FILE.read_text("utf-8"))

    validate(shown, cls=OpenAPIV31SpecValidator)


def test_the_validator_sees_what_is_wrong() -> None:
    shown = document()
    del shown["info"]["title"]

    with pytest.raises(OpenAPIValidationError):
        validate(shown, cls=OpenAPIV31SpecValidator)


def test_no_two_schemas_share_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = {route.body.title() for route in ROUTES if route.body}
    assert set(document()["components"]["schemas"]) == bodies | set(openapi.ANSWERS)
    monkeypatch.setitem(openapi.ANSWERS, "Plan", {"type": "object"})

    with pytest.raises(ValueError, match="two schemas of one name"):
        document()


def test_every_schema_is_used() -> None:
    used = set(re.findall(r"#/components/schemas/(\w+)", text()))

    assert used == set(document()["components"]["schemas"])


def test_every_example_of_a_body_is_one_that_the_schema_takes() -> None:
    assert set(EXAMPLES) == {route.body for route in ROUTES if route.body}
    for name, example in EXAMPLES.items():
        assert fastjsonschema.compile(schema_of(name))(example) == example


def test_operation_ids_are_unique() -> None:
    ids = [op["operationId"] for path in document()["paths"].values() for op in path.values()]

    assert len(ids) == len(set(ids)) == len(ROUTES)


A_LOCK = {"number": "+12065550100", "reason": "our main line"}


def approved(world: World) -> Answer:
    """A second person has said something about what waits."""
    seen = EVERYTHING["to_approve"]["sha256"]
    body = {"decision": "decline", "sha256": seen, "reason": "not ours"}
    return world.post(f"/port-outs/{ID}/approvals", body)


def full(world: World) -> World:
    """A port-out about which everything is known."""
    world.holding(a_port_out(State.AWAIT_MANUAL_CASE, facts=EVERYTHING))
    world.port_outs.set_outcomes(ID, [NUMBERS[0]], NumberOutcome.REJECTED, "why")
    world.inbox.keep_communication(ID, Communication("c-1", "AWS", NOON, "text", ("a.pdf",)))
    world.inbox.keep(Signal("s-1", ID, SignalType.OPERATOR_CORRECTED, "me", NOON, {"note": "n"}))
    world.files.write("k", b"x", "application/pdf")
    world.documents.keep(ID, Document("loa.pdf", "k", "application/pdf", NOON, 1))
    return world


def differing(world: World) -> Answer:
    world.billing = FakeBilling(Bill("invoice profile", {}))
    world.locks.held = {NUMBERS[0]: ID}
    return world.post("/port-outs?dryRun=true", a_request(numbers=[*NUMBERS, "+12065550177"]))


def to_paste(world: World) -> Answer:
    world.holding(a_port_out(State.AWAIT_APPROVAL, facts={"display_id": "1234567890"}))
    world.outbox.write(ID, "answer 1", "text")
    return world.get(f"/port-outs/{ID}")


def recorded(world: World) -> Answer:
    id_ = world.post("/port-outs", a_request()).body["port_out_id"]
    return world.get(f"/port-outs/{id_}/transitions")


def revoked(world: World) -> Answer:
    link = full(world).post(f"/port-outs/{ID}/links", {"name": "Bo"}).body["link"]
    return world.call("DELETE", f"/port-outs/{ID}/links/{link}")


def told(world: World) -> World:
    """Of the port-out people were told something."""
    before = replace(a_port_out(State.AWAIT_APPROVAL), version=1)
    after, line = advance(before, Outcome.APPROVED, at=NOON, by="p", because="s")
    world.holding(before).port_outs.record(before, after, line)
    return world


def batch_shown(world: World) -> Answer:
    numbers = [*NUMBERS, "+12065550177"]
    return world.get(world.post("/batches", a_batch(numbers=numbers)).body["links"]["self"])


def batches_listed(world: World) -> Answer:
    world.post("/batches", a_batch())
    return world.get("/batches")


def refused_batch_shown(world: World) -> Answer:
    here = world.post("/batches", a_batch()).body["links"]["self"]
    world.locks.held = {NUMBERS[0]: ID}
    run_batches(world)
    return world.get(here)


CASES: list[tuple[str, Callable[[World], Answer]]] = [
    ("Accepted", lambda w: w.post("/port-outs", a_request())),
    ("DryRun", lambda w: w.post("/port-outs?dryRun=true", a_request())),
    ("DryRun", differing),
    ("PlannedPortOuts", lambda w: w.post("/port-outs/plan", {"numbers": [*NUMBERS, "911"]})),
    ("BatchAccepted", lambda w: w.post("/batches", a_batch())),
    ("Batches", batches_listed),
    ("BatchView", batch_shown),
    ("BatchView", refused_batch_shown),
    ("PortOuts", lambda w: full(w).get("/port-outs?limit=1")),
    ("PortOut", lambda w: full(w).get(f"/port-outs/{ID}")),
    ("PortOut", lambda w: w.holding(a_port_out()).get(f"/port-outs/{ID}")),
    ("PortOut", to_paste),
    ("Record", recorded),
    ("Conversation", lambda w: full(w).get(f"/port-outs/{ID}/communications")),
    (
        "SignalKept",
        lambda w: full(w).post(f"/port-outs/{ID}/signals", {"type": "support.approved"}),
    ),
    ("ApprovalKept", lambda w: approved(full(w))),
    ("Restarted", lambda w: w.holding(a_port_out()).post(f"/port-outs/{ID}/restart")),
    ("PortLock", lambda w: w.post("/locks", A_LOCK)),
    ("PortLocks", lambda w: (w.post("/locks", A_LOCK), w.get("/locks?number=%2B12065550100"))[1]),
    ("MessageKept", lambda w: send(full(w), a_message())),
    (
        "Upload",
        lambda w: full(w).post(
            f"/port-outs/{ID}/documents", {"name": "a.pdf", "content_type": "application/pdf"}
        ),
    ),
    ("Download", lambda w: full(w).get(f"/port-outs/{ID}/documents/loa.pdf")),
    ("IssuedLink", lambda w: full(w).post(f"/port-outs/{ID}/links", {"name": "Bo"})),
    ("CarrierLink", revoked),
    ("Notices", lambda w: told(w).get(f"/port-outs/{ID}/notices")),
    ("Notice", lambda w: told(w).post(f"/port-outs/{ID}/notices/2/redeliver")),
    ("Problem", lambda w: w.get("/port-outs?limit=0")),
]


@pytest.mark.parametrize(("name", "ask"), CASES)
def test_what_is_answered_is_what_the_document_says(
    world: World, name: str, ask: Callable[[World], Answer]
) -> None:
    components = json.loads(text())["components"]
    judge = fastjsonschema.compile(
        {"$ref": f"#/components/schemas/{name}", "components": components}
    )

    judge(ask(world).body)


def test_every_answer_of_the_document_is_tried() -> None:
    answers = {r.answer for r in ROUTES if r.answer != PAGE} | {"DryRun", "Problem"}

    assert answers == {name for name, _ in CASES}
