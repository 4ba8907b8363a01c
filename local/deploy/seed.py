"""Who may use the program from outside: the operator, and the carriers with their keys."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass

from local.deploy.clients import Clients
from local.settings import Settings

CARRIERS = ("standard",)
KEYS_PATH = "/connect-port-out/carriers"


@dataclass(frozen=True)
class Seeded:
    """The secrets that were made for this run."""

    operator: dict[str, str]
    carrier_keys: dict[str, str]


def seed(settings: Settings, url: str, api_url: str) -> Seeded:
    """Make an operator who may call the API and nothing else, and a key for each carrier."""
    clients = Clients(settings, url)
    return Seeded(_operator(settings, clients, api_url), _carrier_keys(clients))


def _operator(settings: Settings, clients: Clients, api_url: str) -> dict[str, str]:
    iam = clients("iam")
    api_id = api_url.removeprefix("https://").partition(".")[0]
    resource = f"arn:aws:execute-api:{settings.region}:{settings.account_id}:{api_id}/*"
    statement = {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": resource}
    iam.create_user(UserName="operator")
    iam.put_user_policy(
        UserName="operator",
        PolicyName="call-the-api",
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
    )
    key = iam.create_access_key(UserName="operator")["AccessKey"]
    return {"access_key_id": key["AccessKeyId"], "secret_access_key": key["SecretAccessKey"]}


def _carrier_keys(clients: Clients) -> dict[str, str]:
    ssm = clients("ssm")
    keys = {
        carrier: "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
        for carrier in CARRIERS
    }
    for carrier, key in keys.items():
        ssm.put_parameter(Name=f"{KEYS_PATH}/{carrier}", Value=key, Type="SecureString")
    return keys
