"""TLS for the gateway: an authority made for this run, and a certificate for 127.0.0.1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NEVER = "content_commitment key_encipherment data_encipherment key_agreement encipher_only"
SIGNING = dict.fromkeys([*NEVER.split(), "decipher_only"], False)


@dataclass(frozen=True)
class Certificates:
    """Files in PEM: who trusts `authority` trusts the server."""

    authority: Path
    server: Path
    key: Path


def certificates(folder: Path) -> Certificates:
    """Those in the folder while they are good for another week, so that who trusts them still can.

    Otherwise fresh ones.
    """
    found = _in(folder)
    if all(file.exists() for file in (found.authority, found.server, found.key)):
        made = x509.load_pem_x509_certificate(found.server.read_bytes())
        if made.not_valid_after_utc - datetime.now(UTC) > timedelta(days=7):
            return found
    return make_certificates(folder)


def make_certificates(folder: Path) -> Certificates:
    """A fresh authority and a server certificate for 127.0.0.1 and localhost, good for 30 days."""
    authority_key, server_key = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    authority_name = _name("Connect Port-Out local authority")
    authority = (
        _builder(authority_name, authority_name, authority_key, authority_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    names = x509.SubjectAlternativeName(
        [x509.DNSName("localhost"), x509.IPAddress(IPv4Address("127.0.0.1"))]
    )
    server = (
        _builder(_name("127.0.0.1"), authority_name, server_key, authority_key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(names, critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    return _written(folder, authority, server, server_key)


def _written(
    folder: Path,
    authority: x509.Certificate,
    server: x509.Certificate,
    key: EllipticCurvePrivateKey,
) -> Certificates:
    folder.mkdir(parents=True, exist_ok=True)
    files = _in(folder)
    files.authority.write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    files.server.write_bytes(server.public_bytes(serialization.Encoding.PEM))
    files.key.touch(mode=0o600)
    files.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


def _in(folder: Path) -> Certificates:
    return Certificates(folder / "authority.pem", folder / "server.pem", folder / "server.key")


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: EllipticCurvePrivateKey,
    issuer_key: EllipticCurvePrivateKey,
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(identifier, critical=False)
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority, key_cert_sign=authority, crl_sign=authority, **SIGNING
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
