"""The environment variables that ministack and the functions it runs read."""

from __future__ import annotations

import os
from collections.abc import Mapping

from local.certificates import Certificates
from local.settings import Settings

# A developer's own AWS settings, proxies and Python paths must not reach the functions.
FOREIGN = ("AWS_", "PYTHON", "HTTP_", "HTTPS_", "http_", "https_", "ALL_", "all_", "LOCALSTACK_")


def for_server(settings: Settings, inherited: Mapping[str, str]) -> dict[str, str]:
    """The inherited environment without anything that would make two machines differ."""
    kept = {name: value for name, value in inherited.items() if not name.startswith(FOREIGN)}
    scratch = settings.run / "tmp"
    return kept | {
        "TMPDIR": str(scratch),
        "PYTHONPATH": os.pathsep.join(_source_path()),
        "PYTHONUNBUFFERED": "1",
        "NO_PROXY": "127.0.0.1,localhost",
    }


def for_gateway(settings: Settings, port: int, certificates: Certificates) -> dict[str, str]:
    """How ministack is told to enforce IAM and TLS, and to keep to this machine and this folder."""
    return {
        "AUTH": "true",
        "USE_SSL": "1",
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "MINISTACK_ACCOUNT_ID": settings.account_id,
        "MINISTACK_REGION": settings.region,
        "MINISTACK_SSL_CERT": str(certificates.server),
        "MINISTACK_SSL_KEY": str(certificates.key),
        "AWS_CA_BUNDLE": str(certificates.authority),
        # Files that are not there: a developer's own AWS configuration stays out of it.
        "AWS_CONFIG_FILE": str(settings.run / "no-config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(settings.run / "no-credentials"),
        "S3_DATA_DIR": str(settings.run / "s3"),
        "STATE_DIR": str(settings.run / "state"),
        "SFN_WAIT_SCALE": str(settings.retry_scale),
        "LAMBDA_EXECUTOR": "local",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        # A path that is no socket: ministack would otherwise tidy a developer's containers.
        "DOCKER_HOST": f"unix://{settings.run}/no-docker",
        "LOG_LEVEL": "WARNING",
        "NO_PROXY": "127.0.0.1,localhost",
    }


def _source_path() -> list[str]:
    import local

    return [os.path.dirname(folder) for folder in local.__path__]
