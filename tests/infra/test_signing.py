"""The switch for signed statements: one key when it is on, no trace of it when it is off."""

import json
import os
import subprocess
import sys
from collections import Counter

import pytest

from infra.inputs import ROOT
from tests.infra.reading import Template, plain


def test_by_default_there_is_no_key_and_no_right_to_one(template: Template) -> None:
    assert not template.of_type("KMS::Key")
    assert not template.of_type("KMS::Alias")
    assert "kms:" not in json.dumps(template.content)


def test_the_key_signs_only_never_leaves_kms_and_outlives_the_stack(signing: Template) -> None:
    ((name, key),) = signing.of_type("KMS::Key").items()
    assert name == "SigningKey"
    assert key["Properties"]["KeySpec"] == "ECC_NIST_P256"
    assert key["Properties"]["KeyUsage"] == "SIGN_VERIFY"
    assert key["DeletionPolicy"] == key["UpdateReplacePolicy"] == "Retain"


def test_the_key_is_found_by_its_alias_and_in_the_outputs(signing: Template) -> None:
    (alias,) = signing.properties("KMS::Alias")
    assert alias["AliasName"] == "alias/connect-port-out-statements"
    assert plain(alias["TargetKeyId"]) == "<SigningKey>"
    assert plain(signing.content["Outputs"]["SigningKey"]["Value"]) == "<SigningKey>"


def test_only_this_account_decides_who_uses_the_key(signing: Template) -> None:
    (key,) = signing.properties("KMS::Key")
    (statement,) = key["KeyPolicy"]["Statement"]
    assert plain(statement["Principal"]["AWS"]) == "arn:aws:iam::123456789012:root"


def test_nothing_but_the_key_its_alias_and_its_rights_comes_with_the_switch(
    template: Template, signing: Template
) -> None:
    def types(of: Template) -> Counter[str]:
        return Counter(each["Type"] for each in of.content["Resources"].values())

    assert types(signing) - types(template) == {"AWS::KMS::Key": 1, "AWS::KMS::Alias": 1}
    assert not types(template) - types(signing)


@pytest.mark.parametrize(
    ("switch", "word"),
    [("--sign", "true"), ("--sign", "YES"), ("--sign", ""), ("--carrier-keys", "secrets")],
)
def test_a_switch_takes_its_own_words_and_never_guesses(switch: str, word: str) -> None:
    command = [sys.executable, "-m", "infra.synth", switch, word]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode != 0
    assert switch in done.stderr


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ((), "--sign no --carrier-keys ssm"),
        (("SIGN=yes",), "--sign yes --carrier-keys ssm"),
        (("CARRIER_KEYS=secrets-manager",), "--sign no --carrier-keys secrets-manager"),
    ],
)
def test_make_passes_the_switches_on(made: tuple[str, ...], said: str) -> None:
    command = ["make", "--dry-run", "deploy", *made]
    kept = {name: each for name, each in os.environ.items() if name in ("PATH", "HOME")}
    done = subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True, check=True)

    assert said in done.stdout
