"""`python -m tools.verify FILE [--key KEY]`: is an ownership statement whole, and who signed it?

Works offline. FILE is ownership.json or a carrier pack (zip) that holds it; KEY is the public key
in PEM form, from AWS itself (`aws kms get-public-key`) or from whoever vouches for it. A key that
came with the file proves nothing. Ends with 0 when all that was asked holds, 1 when it does not,
2 when it can't be judged.
"""

import argparse
import hashlib
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from port_out.domain.statement import KIND, VERSION, Signature, canonical_bytes

HOLDS, FAILS, UNCLEAR = 0, 1, 2
STATEMENT, MANIFEST, CARRIER = "ownership.json", "for-you/pack.json", "for-the-carrier/"


class NotVerified(Exception):
    """Something that the file claims is not so."""


class NotJudged(Exception):
    """The file or the key is not what the verifier can read."""


def main(arguments: list[str]) -> int:
    """Say what holds and what does not; the exit code says it too."""
    parser = argparse.ArgumentParser(prog="verify", description="Verify an ownership statement.")
    parser.add_argument("file", type=Path, help="ownership.json, or a carrier pack (zip)")
    parser.add_argument("--key", type=Path, help="the public key, PEM")
    given = parser.parse_args(arguments)
    try:
        lines = verified(given.file, given.key)
    except NotVerified as error:
        print(f"verify: FAILED: {error}")
        return FAILS
    except NotJudged as error:
        print(f"verify: {error}", file=sys.stderr)
        return UNCLEAR
    print("\n".join(f"verify: {line}" for line in lines))
    return HOLDS


def verified(file: Path, key: Path | None) -> list[str]:
    """What holds, in sentences; NotVerified or NotJudged otherwise."""
    if not file.is_file():
        raise NotJudged(f"{file} is no file: give FILE=ownership.json or the carrier pack")
    if zipfile.is_zipfile(file):
        return _of_pack(file, key)
    return _of_statement(file.read_bytes(), key)


def _of_pack(file: Path, key: Path | None) -> list[str]:
    with zipfile.ZipFile(file) as pack:
        found = {name: pack.read(name) for name in pack.namelist()}
    if CARRIER + STATEMENT not in found or MANIFEST not in found:
        raise NotJudged(f"{file} is no carrier pack: it lacks {STATEMENT} or {MANIFEST}")
    expected = _json(found[MANIFEST])["documents_sha256"]
    for name, sha256 in expected.items():
        content = found.get(CARRIER + name)
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            raise NotVerified(f"{name} in the pack is not the one that its manifest names")
    lines = _of_statement(found[CARRIER + STATEMENT], key)
    return [f"{len(expected)} documents are those of the pack's manifest", *lines]


def _of_statement(content: bytes, key: Path | None) -> list[str]:
    envelope = _json(content)
    if not isinstance(envelope, dict) or set(envelope) != {"statement", "sha256", "signature"}:
        raise NotJudged("the file is no ownership statement")
    statement = envelope["statement"]
    claimed = statement if isinstance(statement, dict) else {}
    if (claimed.get("kind"), claimed.get("version")) != (KIND, VERSION):
        raise NotJudged(f'the statement is not of the kind "{KIND}", version {VERSION}')
    signed = canonical_bytes(statement)
    if hashlib.sha256(signed).hexdigest() != envelope["sha256"]:
        raise NotVerified("the statement is not the one that its SHA-256 was made from")
    instance = statement["instance"]["arn"]
    return [
        f"{len(statement['numbers'])} numbers of {instance}, seen {statement['captured_at']}",
        f"content holds, SHA-256 {envelope['sha256']}",
        _of_signature(signed, envelope["signature"], key),
    ]


def _of_signature(signed: bytes, given: dict[str, str] | None, key: Path | None) -> str:
    if given is None:
        if key is not None:
            raise NotVerified("the statement is not signed")
        return "not signed: nothing was damaged, but the file does not prove who made it"
    if key is None:
        raise NotJudged("the statement is signed: give KEY=, its public key as a PEM file")
    public = _public_key(key)
    try:
        signature = Signature(**given)
        if signature.algorithm != "ECDSA_SHA_256":
            raise NotJudged(f"the algorithm {signature.algorithm} is not known here")
        public.verify(signature.der, signed, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, TypeError, ValueError):
        raise NotVerified("the signature was not made by this key over this statement") from None
    return f"signature holds, by the key with the SHA-256 {_fingerprint(public)}"


def _public_key(file: Path) -> ec.EllipticCurvePublicKey:
    try:
        key = load_pem_public_key(file.read_bytes())
    except (OSError, ValueError):
        raise NotJudged(f"{file} is no public key in PEM form") from None
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise NotJudged(f"{file} is no public key on the curve P-256")
    return key


def _fingerprint(key: ec.EllipticCurvePublicKey) -> str:
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


def _json(content: bytes) -> Any:
    try:
        return json.loads(content, object_pairs_hook=_once)
    except ValueError:
        raise NotJudged("the file is not JSON in which each name stands once") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
