"""The ownership statement: what is in it, what is signed of it, and how its file is written."""

import binascii
import hashlib
import json

import pytest

from port_out.domain.statement import Signature, as_file, canonical_bytes, envelope
from port_out.domain.statement import ownership_statement as statement
from tests.builders import ACCOUNT, INSTANCE, NUMBERS, REGION, an_inventory, held
from tests.domain.samples import a_port_out

SIGNATURE = Signature("ECDSA_SHA_256", "arn:aws:kms:k", "aGVhcg==")


def test_a_statement_says_what_was_seen_where_and_by_which_calls() -> None:
    inventory, port_out = an_inventory(held(NUMBERS[0])), a_port_out()

    said = statement(port_out, NUMBERS[:1], inventory, ACCOUNT)

    instance = inventory.instance
    assert instance.arn == INSTANCE
    assert said == {
        "kind": "numbers claimed to an Amazon Connect instance",
        "version": 1,
        "port_out_id": port_out.id,
        "attempt": port_out.attempt,
        "account": ACCOUNT,
        "region": REGION,
        "instance": {"arn": INSTANCE, "alias": instance.alias, "status": instance.status},
        "captured_at": said["captured_at"],
        "aws_request_ids": list(inventory.request_ids),
        "numbers": [vars(held(NUMBERS[0]))],
    }


def test_the_file_has_the_hash_of_the_canonical_form_and_the_signature_where_there_is_one() -> None:
    canonical = b'{"a":"\xc3\xa9","b":1}'

    assert canonical_bytes({"b": 1, "a": "é"}) == canonical
    assert envelope({"b": 1, "a": "é"}, None) == {
        "statement": {"b": 1, "a": "é"},
        "sha256": hashlib.sha256(canonical).hexdigest(),
        "signature": None,
    }
    assert envelope({}, SIGNATURE)["signature"] == {
        "algorithm": "ECDSA_SHA_256",
        "key_arn": "arn:aws:kms:k",
        "value": "aGVhcg==",
    }


def test_the_file_is_written_for_eyes_and_ends_with_its_line() -> None:
    assert as_file({"a": "é"}) == '{\n  "a": "é"\n}\n'
    assert json.loads(as_file({"a": "é"})) == {"a": "é"}


def test_a_signature_is_strict_base64() -> None:
    assert SIGNATURE.der == b"hear"
    with pytest.raises(binascii.Error):
        _ = Signature("", "", "aGVh!cg==").der
