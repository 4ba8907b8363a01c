"""No document is ever attached to a case: nothing sends one, and nobody may."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.stub import Stubber

from infra.functions import FUNCTIONS
from port_out.domain.cases import CaseKind
from port_out.gateways.support import Support
from tests.builders import an_order
from tests.gateways.stubs import a_client

CASE = "case-123456789012-muen-2026-abc"
SAID = {"caseId": CASE, "body": "x", "submittedBy": "y", "timeCreated": "2026-11-23T12:00:00.000Z"}
ANSWERS: dict[str, dict[str, Any]] = {
    "create_case": {"caseId": CASE},
    "add_communication_to_case": {"result": True},
    "describe_communications": {"communications": [SAID]},
    "describe_cases": {"cases": []},
    "resolve_case": {"initialCaseStatus": "opened", "finalCaseStatus": "resolved"},
}
CARRIES_FILES = {"attachmentSetId", "attachmentSetIds", "uploadIds", "attachments", "attachment"}


@pytest.fixture
def sent() -> Iterator[tuple[Support, list[tuple[str, set[str]]]]]:
    """The gateway, and the members of every request that it has sent."""
    client, requests = a_client("support"), list[tuple[str, set[str]]]()

    def note(params: dict[str, Any], model: Any, **_: Any) -> None:
        requests.append((model.name, set(params)))

    client.meta.events.register("provide-client-params.support", note)
    with Stubber(client) as answers:
        for operation in ("create_case", "describe_communications", "add_communication_to_case"):
            answers.add_response(operation, ANSWERS[operation])
        for operation in ("describe_communications", "add_communication_to_case"):
            answers.add_response(operation, ANSWERS[operation])
        for operation in ("describe_cases", "resolve_case"):
            answers.add_response(operation, ANSWERS[operation])
        yield Support(reading=client, acting=client), requests


def test_no_request_to_support_carries_a_file(
    sent: tuple[Support, list[tuple[str, set[str]]]],
) -> None:
    support, requests = sent

    support.create(an_order(), CaseKind("service", "category", "low"), "subject", "body")
    support.say(CASE, "a text", "mark")
    support.close(CASE, "a last text", "another mark")

    asked = [name for name, _ in requests]
    assert {"CreateCase", "AddCommunicationToCase", "ResolveCase"} <= set(asked)
    assert asked.count("AddCommunicationToCase") == 2
    assert not any(members & CARRIES_FILES for _, members in requests)


def test_the_requests_that_could_carry_a_file_are_known_to_us() -> None:
    model = a_client("support").meta.service_model
    could = {
        name
        for name in model.operation_names
        if (shape := model.operation_model(name).input_shape) and set(shape.members) & CARRIES_FILES
    }

    assert could == {"AddAttachmentsToSet", "AddCommunicationToCase", "CreateCase"}


def test_no_function_may_hand_support_a_file() -> None:
    allowed = {action for spec in FUNCTIONS for _, actions in spec.grants for action in actions}

    assert "support:CreateCase" in allowed
    assert not any("Attachment" in action or "Upload" in action for action in allowed)
