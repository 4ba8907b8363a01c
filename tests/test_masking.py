"""What is logged is masked by the logger itself, whatever a line of code hands it."""

import io
import json
import secrets
from collections.abc import Iterator

import pytest
from aws_lambda_powertools import Logger

from port_out.masking import MASK, as_line, masked
from port_out.observability import logger, step

FORMS = (
    *("+{0}{1}{2}{3}", "{0}{1}{2}{3}", "{1}{2}{3}", "({1}) {2}-{3}", "{1}-{2}-{3}", "{1}.{2}.{3}"),
    *("+{0} {1} {2} {3}", "{0}-{1}-{2}-{3}", "+{0} ({1}) {2}-{3}", "00{0} {1} {2} {3}"),
    *("tel:+{0}-{1}-{2}-{3}", "+{0}\u00a0{1}\u00a0{2}\u00a0{3}", "{1}\u2011{2}\u2011{3}"),
    "+44 (0)20 {2}{3}",
)
NUMBERS = [form.format("1", "206", "555", f"{100 + n:04}") for n in range(20) for form in FORMS]
EMAILS = [
    f"{name}{n}@mail{n}.example.{end}"
    for n in range(20)
    for name in ("ana.x", "Bo+tag", "ž")
    for end in ("com", "co.uk")
]
TOKENS = [kind(24) for _ in range(40) for kind in (secrets.token_urlsafe, secrets.token_hex)]
KEYS = [f"whsec_{secrets.token_urlsafe(24)}=" for _ in range(40)]
NAMED = [
    f"{name}{sign}{value}"
    for name in ("PIN", "pin", "passcode", "password", "account number", "token", "api_key")
    for sign in (": ", "=", " is ", '": "')
    for value in ("4821", "0007-11", "AB99817")
]
CANARIES = NUMBERS + EMAILS + TOKENS + KEYS + NAMED
OURS = [
    *("po-k3v5xq2m7ynd4bztrw6ahce2fu", "case-123456789012-muen-2026-0001"),
    *("arn:aws:states:us-east-1:123456789012:execution:PortOut:po-test", "POST /port-outs/{id}"),
    *("2026-11-23T12:00:00.000000+00:00", "2026-11-22 22:10:11,123+0000", "Await Second Evidence"),
    *("/var/task/port_out/steps/open_support_case.py:100 open_support_case", "reminder 12"),
    *("TemporarilyUnavailable", "SupportTextForPerson", "ENTITY_NAME_MISMATCH", "1234567890"[:6]),
    'File "/var/lang/lib/python3.11/asyncio/base_events.py", line 1936, in _run_once',
    *("1-67891233-abcdef012345678912345678", "11111111-2222-3333-4444-555555555555"),
]
"""What our own lines say must stay readable."""


def secret_of(canary: str) -> str:
    """The part of it that nobody may read."""
    return canary.split()[-1].rsplit('"', 1)[-1].rsplit("=", 1)[-1] if canary in NAMED else canary


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the program's own logger writes, down to DEBUG."""
    stream = io.StringIO()
    handler, level = logger.registered_handler, logger.level
    before = handler.setStream(stream)  # type: ignore[attr-defined]  # it is a StreamHandler
    logger.setLevel("DEBUG")
    yield stream
    handler.setStream(before)  # type: ignore[attr-defined]  # as above
    logger.setLevel(level)


def test_there_are_canaries_enough() -> None:
    assert len(set(CANARIES)) >= 500


@pytest.mark.parametrize(
    "around", ["{}", "given: {}.", "<{}>", '{{"a": "{}"}}', "[{}]", 'File "/{}", line 1']
)
def test_no_canary_survives_in_a_text(around: str) -> None:
    seen = [c for c in CANARIES if secret_of(c) in masked(around.format(c))]

    assert seen == []


def test_no_canary_survives_where_it_is_put_in_a_line(log: io.StringIO) -> None:
    for canary in CANARIES:
        logger.info(canary)
        logger.debug("said %s", canary)
        logger.warning({"said": [canary, {"deep": (canary,)}]})
        logger.error("failed", detail=canary, extra={canary: "as a name"})

    written = log.getvalue()
    lines = [json.loads(line) for line in written.splitlines()]
    assert len(lines) == 4 * len(CANARIES)
    assert [c for c in CANARIES if secret_of(c) in written] == []


def test_no_canary_survives_in_the_traceback_of_an_exception(log: io.StringIO) -> None:
    for canary in CANARIES:
        try:
            raise ValueError(f"could not read {canary}") from KeyError(canary)
        except ValueError:
            logger.exception("failed")

    assert [c for c in CANARIES if secret_of(c) in log.getvalue()] == []
    assert "test_masking.py" in log.getvalue(), "where it failed is still said"


def test_no_canary_of_an_exception_leaves_a_step(log: io.StringIO) -> None:
    for canary in CANARIES:

        @step
        def fails(event: object, context: object, canary: str = canary) -> None:
            raise RuntimeError(canary)

        with pytest.raises(Exception, match="RuntimeError; see the log") as caught:
            fails({"port_out_id": "po-test"}, None)
        assert canary not in str(caught.value)
        assert caught.value.__suppress_context__

    assert [c for c in CANARIES if secret_of(c) in log.getvalue()] == []


@pytest.mark.parametrize(
    "name",
    "task_token taskToken Authorization x-api-key pin port_out_pin Signature account_number email "
    "e_mail phone phoneNumber address_line_1 body identity text raw cookie password client_secret "
    "headers facts".split(),
)
def test_nothing_is_logged_under_a_name_that_is_a_secrets(name: str) -> None:
    assert masked({name: "short"}) == {name: MASK}
    assert masked({name: 4821}) == {name: MASK}
    assert masked({"outer": [{name: ["a", "b"]}]}) == {"outer": [{name: MASK}]}


@pytest.mark.parametrize("ours", OURS)
def test_what_the_program_says_itself_stays_readable(ours: str) -> None:
    assert masked(ours) == ours


def test_every_logger_line_is_one_json_object() -> None:
    line = as_line(
        {"message": "done", "count": 3, "at": None, "done": {"looked_at": 2}, "ok": True}
    )

    assert json.loads(line) == {
        "message": "done", "count": 3, "at": None, "done": {"looked_at": 2}, "ok": True,
    }  # fmt: skip


def test_a_logger_without_the_mask_would_be_found_out() -> None:
    stream = io.StringIO()
    bare = Logger(service="bare", logger_handler=__import__("logging").StreamHandler(stream))

    bare.info(NUMBERS[0])

    assert NUMBERS[0] in stream.getvalue()
