"""The files the template names, uploaded as `cdk deploy` would."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from local.deploy.clients import Clients
from local.settings import STACK, Settings

BOOTSTRAP_VERSION = "30"


def upload_assets(settings: Settings, clients: Clients) -> str:
    """Upload every file asset, and give the URL of the template itself."""
    s3 = clients("s3")
    manifest = json.loads((settings.assembly / f"{STACK}.assets.json").read_text())
    template_url = ""
    for asset in manifest["files"].values():
        body = _content(settings.assembly, asset["source"])
        for destination in asset["destinations"].values():
            bucket = _named(destination["bucketName"], settings)
            key = _named(destination["objectKey"], settings)
            s3.create_bucket(Bucket=bucket)
            s3.put_object(Bucket=bucket, Key=key, Body=body)
            if asset["source"]["path"] == f"{STACK}.template.json":
                template_url = f"https://s3.{settings.region}.amazonaws.com/{bucket}/{key}"
    clients("ssm").put_parameter(
        Name="/cdk-bootstrap/hnb659fds/version", Value=BOOTSTRAP_VERSION, Type="String"
    )
    return template_url


def _content(assembly: Path, source: dict[str, Any]) -> bytes:
    path = assembly / source["path"]
    return _zipped(path) if source["packaging"] == "zip" else path.read_bytes()


def _zipped(folder: Path) -> bytes:
    archive = io.BytesIO()
    # Stored, not deflated: the zip never leaves this machine, and every cold start unpacks it.
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as file:
        for path in sorted(folder.rglob("*")):
            file.write(path, path.relative_to(folder))
    return archive.getvalue()


def _named(text: str, settings: Settings) -> str:
    for name, value in {
        "${AWS::AccountId}": settings.account_id,
        "${AWS::Region}": settings.region,
        "${AWS::Partition}": "aws",
    }.items():
        text = text.replace(name, value)
    return text
