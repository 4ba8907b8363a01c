"""What a reading holds, and what it keeps to itself."""

import json
from dataclasses import asdict

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.reading.given import SecretKind
from port_out.domain.reading.grammar import Pattern, Row, Word, fits, parsed, vocabulary
from port_out.domain.reading.hiding import hidden
from port_out.domain.reading.rules import Kind, Rule, known_words, rules
from port_out.domain.reading.text import sentences, words
from port_out.domain.reading.understanding import rule_for
from port_out.domain.refusals import REFUSALS
from tests.reading.labelled import NAMES, labelled, read

S, K = State, SecretKind
GO_AHEAD = "You may now begin the porting process with your winning carrier."
APPROVED = "The port request has been approved."
PLACES = {"account_number": "\ue001", "pin": "\ue002", "upload_link": "\ue003"}


def as_words(example: str) -> tuple[str, ...]:
    for name, mark in PLACES.items():
        example = example.replace(f"<{name}>", mark)
    return tuple(w if w in known_words() else "_" for w in words(example, NAMES))


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_rule_fits_the_examples_beside_it(rule: Rule) -> None:
    assert rule.examples
    for example in rule.examples:
        parts = [as_words(part) for part in sentences(example)]
        assert any(fits(rule.pattern, part) for part in parts) or rule.code, example
    for example in rule.not_:
        assert rule_for(as_words(example), "?" in example) is None, example


@pytest.mark.parametrize(
    "text",
    ["", "Good news.", "Unfortunately.", "Thank you for your patience and", "we confirm",
     "please", "the request", "the winning carrier", "We regret to inform you that"],
)  # fmt: skip
def test_no_rule_makes_an_order_of_words_that_say_nothing(text: str) -> None:
    found = [rule for rule in rules() if fits(rule.pattern, words(text))]

    assert {rule.kind for rule in found} <= {Kind.SMALL_TALK, "beside"}


def test_every_reason_is_a_refusal_that_the_program_knows() -> None:
    assert {rule.code for rule in rules() if rule.code} <= REFUSALS.keys()


def test_account_number_and_pin_beside_a_go_ahead_are_kept_and_not_shown() -> None:
    text = f"{GO_AHEAD} The account number is 1234-5678-9012 and the PIN is 4821."

    found = read(text, S.AWAIT_SUPPORT_GO_AHEAD)

    assert found.meaning == "support.gave_go_ahead"
    assert found.given == (K.ACCOUNT_NUMBER, K.PIN)
    assert {(one.kind, one.value) for one in hidden(text).secrets} == {
        (K.ACCOUNT_NUMBER, "1234-5678-9012"),
        (K.PIN, "4821"),
    }
    assert found.redacted.endswith("The account number is (account number) and the PIN is (PIN).")


def test_a_secret_shows_nowhere_in_a_reading_not_even_when_it_is_printed() -> None:
    with_secrets = [one for one in labelled() if hidden(one.text).secrets]

    assert len(with_secrets) >= 20
    for one in with_secrets:
        kept = hidden(one.text)
        for secret in kept.secrets:
            assert secret.value not in json.dumps(asdict(one.reading)), one.text
            assert secret.value not in repr(kept) + repr(secret), one.text
            assert secret.value not in kept.text, one.text


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Once approved, your account number will be AC-99317.", K.ACCOUNT_NUMBER, "AC-99317"),
        ("use acct # 5550 1234 99 with them", K.ACCOUNT_NUMBER, "5550 1234 99"),
        ("Account ID:\n123456789012", K.ACCOUNT_NUMBER, "123456789012"),
        ("123456789012 is the account number", K.ACCOUNT_NUMBER, "123456789012"),
        ("> the port-out PIN is 90210", K.PIN, "90210"),
        ("PIN = QWERTZ", K.PIN, "QWERTZ"),
        ("see s3://bucket/key?x=1.", K.UPLOAD_LINK, "s3://bucket/key?x=1"),
        ("(bucket.s3.amazonaws.com/a?b=c)", K.UPLOAD_LINK, "bucket.s3.amazonaws.com/a?b=c"),
    ],
)
def test_secrets_are_found_in_texts_that_nobody_understands(
    text: str, kind: SecretKind, value: str
) -> None:
    found = hidden(text)

    assert (kind, value) in {(one.kind, one.value) for one in found.secrets}
    assert value not in found.text
    assert value not in read(text, S.AWAIT_APPROVAL).redacted


def test_phone_numbers_case_ids_and_public_links_are_no_secrets() -> None:
    text = (
        "Case ID 17012345678 about +1 206 555 0100: the account number does not match. The PIN "
        "is required. See https://docs.aws.amazon.com/connect/latest/adminguide/port-away.html"
    )

    assert hidden(text).secrets == ()


def test_two_different_account_numbers_are_for_a_person() -> None:
    text = "The account number is 123456789012. The account number is 999999999999."

    assert not read(text, S.AWAIT_SUPPORT_GO_AHEAD).is_certain


def test_an_order_that_names_numbers_counts_only_if_it_names_all_of_them() -> None:
    text = "The port request for +12065550100 has been approved."
    state = S.AWAIT_APPROVAL

    assert read(text, state, numbers=["+12065550100"]).meaning == "support.approved"
    assert read(text, state, numbers=["+12065550100", "+12065550101"]).meaning == ""
    assert read(text, state).meaning == ""
    text = "We approved the request to port the number."
    assert read(text, state, numbers=["+12065550100"]).meaning == "support.approved"
    assert read(text, state, numbers=["+12065550100", "+12065550101"]).meaning == ""


def test_before_the_carrier_has_filed_an_approval_must_name_the_carriers_request() -> None:
    of_carrier = "The port request from the winning carrier has been approved."

    assert read(APPROVED, S.AWAIT_CARRIER_SUBMISSION).meaning == ""
    assert read(of_carrier, S.AWAIT_CARRIER_SUBMISSION).meaning == "support.approved"


def test_a_carrier_that_nobody_named_is_not_the_winning_carrier() -> None:
    text = "You may now begin the port with Example Telecom."

    assert read(text, S.AWAIT_SUPPORT_GO_AHEAD).meaning == ""
    assert read(text, S.AWAIT_SUPPORT_GO_AHEAD, names=NAMES).meaning == "support.gave_go_ahead"


def test_what_is_not_understood_is_told_with_its_sentence() -> None:
    found = read(f"{GO_AHEAD} Mind the gap.", S.AWAIT_SUPPORT_GO_AHEAD)

    assert ("not understood", "Mind the gap.") in found.because
    assert found.needs_a_person


@pytest.mark.parametrize(
    "unit",
    ["a", " ", "\n", "-", "=", "*", "> ", "&lt;", "account number ", "PIN is ", "1 ", "1-", "+1 (",
     "https://", "s3://a\n", "On \n", "from: ", "the ", "we have ", "please ", "approved. ", "a. ",
     "not ", "the port request ", "case 1", "hello ", "\u202e", "a.b", "(", "... ", "a-"],
)  # fmt: skip
def test_the_longest_text_is_read_to_its_end(unit: str) -> None:
    text = (unit * 8000)[:8000]

    for ending in ("", APPROVED, "!"):
        assert read(text + ending, S.AWAIT_APPROVAL).kind is not None


def test_a_pattern_that_could_be_tried_in_endless_ways_is_matched_in_one() -> None:
    pattern = parsed(["((a | a a | [a] a)* (a | a a)*)* b"], {})

    assert fits(pattern, ["a"] * 300 + ["b"])
    assert not fits(pattern, ["a"] * 300)


@pytest.mark.parametrize("says", ["a (b", "a ) b", "[a"])
def test_a_pattern_with_a_bracket_left_over_is_refused(says: str) -> None:
    with pytest.raises(ValueError, match=r"left over|not closed"):
        parsed([says], {})


def test_what_patterns_have_in_common_is_looked_at_once() -> None:
    # Looked at one by one, there are 2 ** 64 words in it.
    pattern: Pattern = Word("port")
    for _ in range(64):
        pattern = Row((pattern, pattern))

    assert vocabulary([pattern, Word("out")]) == {"port", "out"}
