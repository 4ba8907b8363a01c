"""How a tool speaks to the world that `make local` started, instead of AWS."""

import json
from pathlib import Path


def environment(facts_file: Path) -> dict[str, str]:
    """What AWS's SDK reads so that every call goes there, as its administrator.

    OSError or ValueError where no world is up.
    """
    facts = json.loads(facts_file.read_text("utf-8"))
    administrator = facts["administrator"]
    nowhere = str(facts_file.parent / "no-such-file")
    return {
        "AWS_ENDPOINT_URL": facts["aws_endpoint_url"],
        "AWS_CA_BUNDLE": facts["ca_bundle"],
        "AWS_ACCESS_KEY_ID": administrator["access_key_id"],
        "AWS_SECRET_ACCESS_KEY": administrator["secret_access_key"],
        # A developer's own AWS settings would lead elsewhere.
        "AWS_CONFIG_FILE": nowhere,
        "AWS_SHARED_CREDENTIALS_FILE": nowhere,
        "NO_PROXY": "127.0.0.1,localhost",
    }
