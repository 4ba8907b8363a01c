"""Where the program runs and who asks: the usual AWS settings, an address, or the local world."""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.exits import Exit, Stop

if TYPE_CHECKING:
    from botocore.credentials import Credentials
    from botocore.session import Session

STACK = "ConnectPortOut"
LOCAL_FILE = Path(__file__).resolve().parent.parent / ".local" / "local.json"


@dataclass(frozen=True)
class Asked:
    """What the options said; what is None comes from AWS's own settings."""

    local: Path | None = None
    profile: str | None = None
    region: str | None = None
    stack: str = STACK
    api_url: str | None = None


@dataclass(frozen=True)
class Where:
    """How the API is reached: its address, its Region, who signs, and whom TLS trusts."""

    api_url: str
    region: str
    credentials: "Credentials"
    ca_bundle: str | None = None


def find(asked: Asked) -> Where:
    """Where the options and AWS's settings lead; Stop, with the mend, where they lead nowhere."""
    return _local(asked.local) if asked.local else _on_aws(asked)


def region_of(asked: Asked) -> str:
    """The Region that the options and AWS's settings mean; Stop where there is none."""
    if asked.local:
        return str(_facts(asked.local, "region")["region"])
    region = (
        asked.region
        or _session(asked).get_config_variable("region")
        or os.environ.get("AWS_REGION")
    )
    if not region:
        raise Stop(Exit.USAGE, "no AWS Region is set", mend="give --region, or set AWS_REGION")
    return str(region)


def _local(file: Path) -> Where:
    from botocore.credentials import Credentials

    facts = _facts(file, "region", "api_url", "ca_bundle", "operator")
    keys = facts["operator"]
    credentials = Credentials(keys["access_key_id"], keys["secret_access_key"])
    return Where(facts["api_url"].rstrip("/"), facts["region"], credentials, facts["ca_bundle"])


def _facts(file: Path, *needed: str) -> dict[str, Any]:
    """How the local world says that it is reached."""
    try:
        facts: dict[str, Any] = json.loads(file.read_text("utf-8"))
        # Also one that was half written, or is another file.
        _ = [facts[name] for name in needed]
    except (OSError, ValueError, KeyError, TypeError):
        message = f"no local world is up: {file} can't be read"
        raise Stop(Exit.UNREACHABLE, message, mend="start it with `make local`") from None
    return facts


def _on_aws(asked: Asked) -> Where:
    from botocore.exceptions import BotoCoreError

    region, session = region_of(asked), _session(asked)
    try:
        credentials = session.get_credentials()
    except BotoCoreError as error:
        raise Stop(Exit.NOT_PERMITTED, f"no AWS credentials: {error}", mend=SIGN_IN) from None
    if credentials is None:
        raise Stop(Exit.NOT_PERMITTED, "there are no AWS credentials", mend=SIGN_IN)
    url = _checked(asked.api_url) if asked.api_url else _api_url(session, region, asked.stack)
    return Where(url.rstrip("/"), region, credentials, session.get_config_variable("ca_bundle"))


def _checked(url: str) -> str:
    """The address; Stop where nothing can be called there."""
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[\w./~-]*)?", url):
        mend = "give the output ApiUrl of the stack, which begins with https://"
        raise Stop(Exit.USAGE, f"{url} is no address of an API", mend=mend)
    return url


def _session(asked: Asked) -> "Session":
    """AWS's own settings, of the profile asked for; Stop where there is no such profile."""
    from botocore.exceptions import ProfileNotFound
    from botocore.session import Session

    session = Session(profile=asked.profile)
    try:
        session.get_scoped_config()
    except ProfileNotFound as error:
        raise Stop(Exit.USAGE, str(error), mend="list them: aws configure list-profiles") from None
    return session


_NETWORK = "is the network up, and --region one of AWS's? --api-url asks no stack"
SIGN_IN = "sign in to AWS, or give --profile; with `make local`, give --local"


def _api_url(session: "Session", region: str, stack: str) -> str:
    """The output ApiUrl of the stack."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        client: Any = session.create_client("cloudformation", region_name=region)
        (found,) = client.describe_stacks(StackName=stack)["Stacks"]
    except ClientError as error:
        raise _no_stack(dict(error.response.get("Error", {})), region, stack) from None
    except BotoCoreError as error:
        raise Stop(
            Exit.UNREACHABLE, f"CloudFormation does not answer: {error}", mend=_NETWORK
        ) from None
    outputs = {each["OutputKey"]: str(each["OutputValue"]) for each in found.get("Outputs", ())}
    if "ApiUrl" not in outputs:
        message = f"the stack {stack} in {region} has no output ApiUrl yet"
        raise Stop(Exit.NOT_FOUND, message, mend="wait until it is deployed, or give --api-url")
    return outputs["ApiUrl"]


def _no_stack(error: dict[str, Any], region: str, stack: str) -> Stop:
    if error.get("Code") == "ValidationError":
        message = f"there is no stack {stack} in {region}"
        return Stop(Exit.NOT_FOUND, message, mend="give --region, --stack or --api-url")
    if "Token" in str(error.get("Code")) or "Signature" in str(error.get("Code")):
        message = f"AWS does not accept the credentials: {error.get('Message', '')}"
        return Stop(Exit.NOT_PERMITTED, message, mend=SIGN_IN)
    message = f"CloudFormation refuses to show the stack: {error.get('Message', '')}"
    mend = "give --api-url, or have cloudformation:DescribeStacks allowed"
    return Stop(Exit.NOT_PERMITTED, message, mend=mend)
