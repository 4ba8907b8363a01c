"""The bill and the signing key, in memory."""

import base64
from datetime import date

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from port_out.domain.billing import Bill, BillingReading, Invoice, Standing
from port_out.domain.errors import PortOutError
from port_out.domain.statement import Signature
from port_out.gateways.billing import Billing
from port_out.gateways.signing import ALGORITHM, Signing

ACCOUNT = "123456789012"


class FakeBilling(Billing):
    """A reading, a bill, or the error that reading raises; `pdf` is every invoice's document."""

    def __init__(self, answer: Bill | BillingReading | PortOutError) -> None:
        self.answer = answer
        self.pdf: bytes | None = b"%PDF-1.4 a bill"

    def read(self, today: date) -> BillingReading:
        if isinstance(self.answer, BillingReading):
            return self.answer
        if isinstance(self.answer, PortOutError):
            raise self.answer
        invoice = Invoice("USINV1", date(2026, 11, 3), ACCOUNT)
        return BillingReading(
            ACCOUNT, Standing.STANDALONE, invoice_profile=self.answer, invoice=invoice
        )

    def invoice_pdf(self, invoice_id: str) -> bytes | None:
        return self.pdf


class FakeSigning(Signing):
    """Signs with a key of its own, so that its signatures verify; `signed` has the contents."""

    def __init__(self, key_arn: str = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/k-1") -> None:
        self._key_arn, self._key = key_arn, ec.generate_private_key(ec.SECP256R1())
        self.signed: list[bytes] = []

    def sign(self, content: bytes) -> Signature:
        self.signed.append(content)
        value = self._key.sign(content, ec.ECDSA(SHA256()))
        return Signature(ALGORITHM, self._key_arn, base64.b64encode(value).decode())

    def public_key(self) -> str:
        public = self._key.public_key()
        return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
