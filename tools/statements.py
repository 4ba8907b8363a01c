"""Is an ownership statement whole, and who signed it?"""

import hashlib
import json
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


class NotVerified(Exception):
    """Something that the file claims is not so."""


class NotJudged(Exception):
    """The file or the key is not what the verifier can read."""


def of_statement(content: bytes, key: Path | None) -> list[str]:
    """What holds of ownership.json, in sentences; NotVerified or NotJudged otherwise."""
    envelope = as_json(content)
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


def as_json(content: bytes) -> Any:
    """The JSON in which each name stands once; NotJudged for anything else."""
    try:
        return json.loads(content, object_pairs_hook=_once)
    except ValueError:
        raise NotJudged("the file is not JSON in which each name stands once") from None


def _of_signature(signed: bytes, given: dict[str, str] | None, key: Path | None) -> str:
    if given is None:
        if key is not None:
            raise NotVerified("the statement is not signed")
        return "not signed: nothing was damaged, but the file does not prove who made it"
    if key is None:
        raise NotJudged(
            "the statement is signed: give its public key, a PEM file (--key; of make, KEY=)"
        )
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


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    return found
