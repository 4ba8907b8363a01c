"""Runs the CDK command line, the one thing that only a deployment to AWS needs."""

import argparse
import os
import subprocess
import sys

import boto3

from infra.inputs import ROOT
from infra.partitions import support_region
from infra.synth import NODE

# The tag `latest` of this package refuses what the library writes.
CLI = "aws-cdk@2.1148.1"


def run(verb: str, region: str) -> int:
    """The command's exit code; it works on the templates that `make synth` has written."""
    # The wheel's own `npx` is a copy of a link and cannot find what it links to.
    npx = NODE.parent / "lib" / "node_modules" / "npm" / "bin" / "npx-cli.js"
    command = [str(NODE / "node"), str(npx), "--yes", CLI, verb]
    command += _places(region) if verb == "bootstrap" else ["--app", "cdk.out", "--all"]
    search = f"{NODE}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = os.environ | {"PATH": search, "AWS_REGION": region}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def _places(region: str) -> list[str]:
    """The Regions of this account that get a stack."""
    account = boto3.client("sts", region_name=region).get_caller_identity()["Account"]
    return [f"aws://{account}/{place}" for place in sorted({region, support_region(region)})]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--region", required=True)
    parser.add_argument("verb", choices=["bootstrap", "deploy", "destroy", "diff"])
    arguments = parser.parse_args()
    sys.exit(run(arguments.verb, arguments.region))
