"""The offline verifier: what it takes, what it refuses, and with which exit code."""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from port_out.domain.port_out import requested
from port_out.domain.statement import (
    Signature,
    as_file,
    canonical_bytes,
    envelope,
    ownership_statement,
)
from tests.builders import ACCOUNT, ID, NOON, NUMBERS, an_inventory, an_order
from tools.verify import FAILS, HOLDS, UNCLEAR, main

PORT_OUT, _ = requested(ID, an_order(), at=NOON, by="ana", facts={})
STATEMENT = ownership_statement(PORT_OUT, NUMBERS, an_inventory(), ACCOUNT)
KEY = ec.generate_private_key(ec.SECP256R1())


def signed(statement: dict[str, Any], key: ec.EllipticCurvePrivateKey = KEY) -> dict[str, Any]:
    der = key.sign(canonical_bytes(statement), ec.ECDSA(hashes.SHA256()))
    value = base64.b64encode(der).decode()
    return envelope(statement, Signature("ECDSA_SHA_256", "arn:key", value))


def saved(folder: Path, content: Any, name: str = "ownership.json") -> str:
    file = folder / name
    file.write_text(content if isinstance(content, str) else as_file(content), "utf-8")
    return str(file)


def saved_key(folder: Path, key: Any = KEY) -> str:
    file = folder / "key.pem"
    file.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return str(file)


def test_a_signed_statement_holds_with_its_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, key = saved(tmp_path, signed(STATEMENT)), saved_key(tmp_path)

    code = main([file, "--key", key])

    said = capsys.readouterr().out
    assert code == HOLDS
    assert "3 numbers of arn:aws:connect" in said
    assert "signature holds" in said


def test_another_layout_of_the_same_json_still_holds(tmp_path: Path) -> None:
    text = json.dumps(signed(STATEMENT), sort_keys=True, separators=(",", ":"))

    assert main([saved(tmp_path, text), "--key", saved_key(tmp_path)]) == HOLDS


def test_an_unsigned_statement_holds_but_says_that_nobody_vouches(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([saved(tmp_path, envelope(STATEMENT, None))])

    assert code == HOLDS
    assert "not signed" in capsys.readouterr().out


def test_an_unsigned_statement_fails_where_a_key_is_given(tmp_path: Path) -> None:
    file = saved(tmp_path, envelope(STATEMENT, None))

    assert main([file, "--key", saved_key(tmp_path)]) == FAILS


def test_a_signed_statement_is_not_judged_without_a_key(tmp_path: Path) -> None:
    assert main([saved(tmp_path, signed(STATEMENT))]) == UNCLEAR


def test_the_key_of_somebody_else_fails(tmp_path: Path) -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    file = saved(tmp_path, signed(STATEMENT, other))

    assert main([file, "--key", saved_key(tmp_path)]) == FAILS


Damage = Callable[[dict[str, Any]], None]
DAMAGES: dict[str, Damage] = {
    "a number": lambda e: e["statement"]["numbers"][0].update(number="+12065550199"),
    "one less": lambda e: e["statement"]["numbers"].pop(),
    "another order": lambda e: e["statement"]["numbers"].reverse(),
    "the time": lambda e: e["statement"].update(captured_at="2026-11-24T12:00:00+00:00"),
    "an extra member": lambda e: e["statement"].update(more="x"),
    "the hash": lambda e: e.update(sha256="0" * 64),
    "the signature": lambda e: e["signature"].update(value=base64.b64encode(b"x").decode()),
    "no base64": lambda e: e["signature"].update(value="%%%"),
    "an extra member of the signature": lambda e: e["signature"].update(more="x"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_any_change_fails(name: str, tmp_path: Path) -> None:
    content = json.loads(json.dumps(signed(STATEMENT)))
    DAMAGES[name](content)

    assert main([saved(tmp_path, content), "--key", saved_key(tmp_path)]) == FAILS


def test_a_change_with_a_new_hash_fails_by_the_signature(tmp_path: Path) -> None:
    content = json.loads(json.dumps(signed(STATEMENT)))
    content["statement"]["account"] = "999999999999"
    fresh = hashlib.sha256(canonical_bytes(content["statement"])).hexdigest()

    code = main([saved(tmp_path, content | {"sha256": fresh}), "--key", saved_key(tmp_path)])

    assert code == FAILS


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"statement": {}, "sha256": "", "signature": null}', '{"a": 1, "a": 2}'],
)
def test_what_is_no_statement_is_not_judged(text: str, tmp_path: Path) -> None:
    assert main([saved(tmp_path, text)]) == UNCLEAR


def test_what_is_no_key_on_p256_is_not_judged(tmp_path: Path) -> None:
    file = saved(tmp_path, signed(STATEMENT))
    other = saved_key(tmp_path, rsa.generate_private_key(65537, 2048))

    assert main([file, "--key", other]) == UNCLEAR
    assert main([file, "--key", file]) == UNCLEAR
    assert main([str(tmp_path / "none.json")]) == UNCLEAR


def a_pack(folder: Path, *, bill: bytes = b"bill") -> str:
    statement = as_file(signed(STATEMENT)).encode()
    named = {"ownership.json": statement, "bill.pdf": b"bill"}
    hashed = {name: hashlib.sha256(content).hexdigest() for name, content in named.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("for-the-carrier/ownership.json", statement)
        archive.writestr("for-the-carrier/bill.pdf", bill)
        archive.writestr("for-you/pack.json", json.dumps({"documents_sha256": hashed}))
    file = folder / "carrier-pack.zip"
    file.write_bytes(out.getvalue())
    return str(file)


def test_a_pack_is_verified_with_all_its_documents(tmp_path: Path) -> None:
    key = saved_key(tmp_path)

    assert main([a_pack(tmp_path), "--key", key]) == HOLDS
    assert main([a_pack(tmp_path, bill=b"another"), "--key", key]) == FAILS
