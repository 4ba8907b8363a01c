"""Who may use the program from outside: the operator, and the carriers with their keys."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass
from typing import Any

from ecdsa import Ed25519, SigningKey

from local.deploy.clients import Clients
from local.settings import Settings

KEYS_PATH = "/connect-port-out/carriers"
KEY_ID = "local"
"""What the record calls the keys of this run."""


@dataclass(frozen=True)
class Seeded:
    """The secrets that were made for this run."""

    operator: dict[str, str]
    approver: dict[str, str]
    carrier_keys: dict[str, Any]


def seed(settings: Settings, url: str, api_url: str) -> Seeded:
    """Make two people who may call the API and nothing else, and a key for each carrier."""
    clients = Clients(settings, url)
    operator, approver = (
        _person(name, settings, clients, api_url) for name in ("operator", "approver")
    )
    return Seeded(operator, approver, _carrier_keys(clients))


def _person(name: str, settings: Settings, clients: Clients, api_url: str) -> dict[str, str]:
    iam = clients("iam")
    api_id = api_url.removeprefix("https://").partition(".")[0]
    resource = f"arn:aws:execute-api:{settings.region}:{settings.account_id}:{api_id}/*"
    statement = {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": resource}
    iam.create_user(UserName=name)
    iam.put_user_policy(
        UserName=name,
        PolicyName="call-the-api",
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
    )
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return {"access_key_id": key["AccessKeyId"], "secret_access_key": key["SecretAccessKey"]}


def _carrier_keys(clients: Clients) -> dict[str, Any]:
    """A key for each carrier, on file as it checks and told as it signs."""
    ssm, filed = clients("ssm"), _filed()
    for carrier, (text, _) in filed.items():
        ssm.put_parameter(Name=f"{KEYS_PATH}/{carrier}", Value=text, Type="SecureString")
    return {carrier: told for carrier, (_, told) in filed.items()}


def _filed() -> dict[str, tuple[str, Any]]:
    """By carrier: the parameter, and what a sender needs to sign."""
    pair = SigningKey.generate(curve=Ed25519)
    public = {"public_key": _text(pair.verifying_key.to_string())}
    standard = "whsec_" + _text(secrets.token_bytes(32))
    values = {
        "telnyx": public,
        "bandwidth": {"user": "bandwidth", "password": secrets.token_hex(16)},
        "twilio": {"auth_token": secrets.token_hex(16)},
        "sinch": {"user": "sinch", "password": secrets.token_hex(16)},
    }
    filed: dict[str, tuple[str, Any]] = {
        carrier: (json.dumps({"keys": [{"id": KEY_ID} | key]}), key)
        for carrier, key in values.items()
    }
    filed["telnyx"] = filed["telnyx"][0], public | {"private_key": _text(pair.to_string())}
    return filed | {"standard": (standard, standard)}


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
