"""AWS KMS as botocore models it: a digest goes in, a signature and a public key come out."""

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from port_out.domain.errors import AccessRefused, TemporarilyUnavailable
from port_out.gateways.signing import Signing
from tests.builders import ACCOUNT, REGION
from tests.gateways.stubs import a_client, planned, refuse

ARN = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/k-1"
CONTENT = b'{"statement":"numbers"}'
KEY = ec.generate_private_key(ec.SECP256R1())
DER = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def test_a_signature_verifies_by_the_public_key_and_kms_sees_the_digest_alone() -> None:
    client, digest = a_client("kms"), hashlib.sha256(CONTENT).digest()
    signed = KEY.sign(digest, ec.ECDSA(Prehashed(SHA256())))
    asked = {
        "KeyId": ARN,
        "Message": digest,
        "MessageType": "DIGEST",
        "SigningAlgorithm": "ECDSA_SHA_256",
    }

    with planned(client) as answers:
        answers.add_response("sign", {"Signature": signed}, asked)
        answers.add_response("get_public_key", {"PublicKey": DER}, {"KeyId": ARN})
        signing = Signing(ARN, client=client)
        signature, pem = signing.sign(CONTENT), signing.public_key()

    assert (signature.algorithm, signature.key_arn) == ("ECDSA_SHA_256", ARN)
    public = load_pem_public_key(pem.encode())
    assert isinstance(public, ec.EllipticCurvePublicKey)
    public.verify(base64.b64decode(signature.value), CONTENT, ec.ECDSA(SHA256()))


def test_the_public_key_is_pem_as_every_tool_writes_it() -> None:
    client = a_client("kms")

    with planned(client) as answers:
        answers.add_response("get_public_key", {"PublicKey": DER}, {"KeyId": ARN})
        pem = Signing(ARN, client=client).public_key()

    public = KEY.public_key()
    assert pem.encode() == public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("AccessDeniedException", 400, AccessRefused),
        ("ThrottlingException", 400, TemporarilyUnavailable),
        ("KMSInternalException", 500, TemporarilyUnavailable),
        ("DependencyTimeoutException", 503, TemporarilyUnavailable),
    ],
)
@pytest.mark.parametrize("operation", ["sign", "get_public_key"])
def test_every_refusal_of_kms_is_translated(
    operation: str, code: str, status: int, error: type[Exception]
) -> None:
    client = a_client("kms")
    signing = Signing(ARN, client=client)
    calls = {"sign": lambda: signing.sign(CONTENT), "get_public_key": signing.public_key}

    with planned(client) as answers:
        refuse(answers, operation, code, status)
        with pytest.raises(error):
            calls[operation]()


def test_it_calls_kms_four_times_at_most_and_waits_no_longer_than_a_step_may() -> None:
    client = Signing(ARN)._client
    config = client.meta.config

    assert client.meta.service_model.service_name == "kms"
    assert (config.connect_timeout, config.read_timeout) == (5, 20)
    assert config.retries == {"mode": "standard", "total_max_attempts": 4}


@pytest.mark.parametrize("call", ["sign", "get_public_key"])
def test_a_refusal_names_kms(call: str) -> None:
    client = a_client("kms")
    signing = Signing(ARN, client=client)

    with planned(client) as answers:
        answers.add_client_error(call, "AccessDeniedException")
        with pytest.raises(AccessRefused, match=r"^kms refused"):
            signing.sign(CONTENT) if call == "sign" else signing.public_key()
