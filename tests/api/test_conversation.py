"""GET /port-outs/{id}/communications: everything that was said, and no secret."""

import json
from datetime import timedelta

from port_out.domain.communications import Communication
from port_out.domain.life_cycle import State
from port_out.domain.reading.hiding import hidden
from tests.api.builders import ID, NOON, a_port_out
from tests.api.world import World

WRITTEN = "Your account number is 4400-123456 and the PIN is 8842. Upload: https://up.example/x?t=1"


def conversed(world: World) -> World:
    world.holding(a_port_out(State.AWAIT_APPROVAL))
    kept = hidden(WRITTEN)
    later = NOON + timedelta(hours=1)
    aws = Communication(
        "c-2", "Amazon Web Services", later, kept.text, ("form.pdf",), kept.kinds, kept.secrets
    )
    world.inbox.keep_communication(ID, aws)
    world.inbox.keep_communication(ID, Communication("c-1", "ana (Role)", NOON, "Hello"))
    return world


def test_the_whole_conversation_is_shown_in_order_also_what_needs_no_decision(
    world: World,
) -> None:
    said = conversed(world).get(f"/port-outs/{ID}/communications").body

    assert said["port_out_id"] == ID
    assert [(s["communication"], s["by"]) for s in said["communications"]] == [
        ("c-1", "ana (Role)"),
        ("c-2", "Amazon Web Services"),
    ]
    assert said["communications"][1]["attachments"] == ["form.pdf"]


def test_words_stand_for_the_secrets_of_a_conversation(world: World) -> None:
    answer = conversed(world).get(f"/port-outs/{ID}/communications")
    text = answer.body["communications"][1]["text"]

    assert text == "Your account number is (account number) and the PIN is (PIN). Upload: (link)"
    assert answer.body["communications"][1]["hidden"] == ["upload_link", "account_number", "pin"]
    for secret in ("4400", "8842", "up.example", "\ue001"):
        assert secret not in json.dumps(answer.body, ensure_ascii=False)


def test_a_conversation_is_for_known_callers_and_of_known_port_outs_only(world: World) -> None:
    conversed(world)
    unsigned = world.get(f"/port-outs/{ID}/communications", by="")
    unknown = world.get(f"/port-outs/{ID[:-1]}b/communications")
    with_query = world.get(f"/port-outs/{ID}/communications?limit=1")

    assert (unsigned.status, unknown.status, with_query.status) == (403, 404, 400)
