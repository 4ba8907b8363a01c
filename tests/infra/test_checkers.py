"""What outside judges say of the template."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from infra.inputs import ROOT
from infra.synth import NODE

# W3005: CDK writes DependsOn beside references.
PASSED_OVER = ("W3005",)
# The rules of cdk-nag's packs of which findings stay, as infra/acknowledgements.py says: each rule
# counts once in its pack, wherever and however often it was found. L1 and LambdaLatestVersion
# are there only where the Python that builds is not Lambda's newest.
MOST_RULES = 6
NAG = {
    "AwsSolutions": {"IAM5", "COG4", "APIG3", "APIG4", "SQS3", "L1"},
    "Serverless": {
        *("LambdaDLQ", "LambdaLatestVersion", "LambdaTracing"),
        *("APIGWXrayEnabled", "SQSRedrivePolicy"),
    },
}


@pytest.mark.parametrize(
    ("machine", "way"), [("port_out", "Owned By Us?"), ("batch", "Let Connect Rest")]
)
def test_asl_validator_accepts_the_state_machines(machine: str, way: str, tmp_path: Path) -> None:
    """`make test` installs the validator beside the environment (tools/asl)."""
    validator = Path(sys.prefix) / "asl" / "node_modules" / "asl-validator" / "dist" / "bin"
    text = (ROOT / "statemachine" / f"{machine}.asl.json").read_text()
    bound = re.sub(r"\$\{\w+Arn\}", "arn:aws:lambda:us-east-1:123456789012:function:f", text)
    bound = bound.replace("${DocumentsBucket}", "bucket")

    assert _judged(validator, tmp_path / "good.json", bound) == 0
    broken = bound.replace(f'"Next": "{way}"', '"Next": "Nowhere"')
    assert _judged(validator, tmp_path / "bad.json", broken) != 0


def _judged(validator: Path, file: Path, text: str) -> int:
    file.write_text(text)
    command = [str(NODE / "node"), str(validator / "asl-validator.js"), "--json-path", str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode


def test_cfn_lint_finds_nothing(assembly: Path, europe: Path) -> None:
    templates = [
        str(file) for folder in (assembly, europe) for file in folder.glob("*.template.json")
    ]
    cfn_lint = str(Path(sys.executable).with_name("cfn-lint"))
    command = [cfn_lint, "--ignore-checks", *PASSED_OVER, "--", *templates]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("switched", ["assembly", "europe"])
def test_cdk_nag_finds_nothing_and_every_acknowledgement_has_its_reason(
    switched: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(switched)

    report = json.loads((folder / "validation-report.json").read_text())

    packs = {
        each["pluginName"]: each for each in report["pluginReports"] if each["pluginName"] in NAG
    }
    assert set(packs) == set(NAG)
    assert all(len(rules) <= MOST_RULES for rules in NAG.values())
    for name, pack in packs.items():
        assert pack["violations"] == []
        rules = {each["ruleName"].partition("[")[0] for each in pack["suppressedViolations"]}
        assert rules <= {f"{name}-{rule}" for rule in NAG[name]}
    used = {
        (each["acknowledgedAt"], each["acknowledgedId"], each["reason"])
        for pack in packs.values()
        for each in pack["suppressedViolations"]
    }
    assert _acknowledged(folder) == used
    assert all(len(reason) > 10 for _, _, reason in used)


def _acknowledged(folder: Path) -> set[tuple[str, str, str]]:
    """Where, what and why, as the templates' metadata have it: also what covers no finding."""
    found = set()
    for file in folder.glob("*.metadata.json"):
        for path, entries in json.loads(file.read_text()).items():
            for entry in entries:
                if entry["type"] == "aws:cdk:acknowledged-rules":
                    found |= {(path.strip("/"), id_, why) for id_, why in entry["data"].items()}
    return found
