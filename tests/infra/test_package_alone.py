"""Each package runs with nothing but itself and the standard library."""

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from infra import sdk
from infra.functions import FUNCTIONS
from infra.package import LIGHT, PAGES, PRINTING, Package, build
from tests.infra.reaching import reached
from tests.infra.reading import Template

IMPORT_ALONE = """
import importlib, sys
sys.path.insert(0, sys.argv[1])
for module in sys.argv[2:]:
    importlib.import_module(module)
outside = [
    name for name, module in sys.modules.items()
    if "site-packages" in (getattr(module, "__file__", None) or "")
]
assert not outside, outside
"""
FIND = """
import importlib.util, sys
sys.path.insert(0, sys.argv[1])
missing = [name for name in sys.argv[2:] if not importlib.util.find_spec(name)]
assert not missing, missing
"""
REFUSE = """
import importlib.util, sys
sys.path.insert(0, sys.argv[1])
found = [name for name in sys.argv[2:] if importlib.util.find_spec(name)]
assert not found, found
"""
PRINT = """
import io, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
import reportlab, xlsxwriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
assert reportlab.__file__.startswith(sys.argv[1])
fonts = sorted(Path(sys.argv[1], "port_out", "printing", "fonts").glob("*.ttf"))
assert fonts
paper, sheet = io.BytesIO(), io.BytesIO()
canvas = Canvas(paper)
for font in fonts:
    pdfmetrics.registerFont(TTFont(font.stem, font))
    canvas.setFont(font.stem, 10)
    canvas.drawString(72, 72, "Gr\u00fc\u00dfe")
canvas.save()
assert paper.getvalue().startswith(b"%PDF")
book = xlsxwriter.Workbook(sheet, {"in_memory": True})
book.add_worksheet().write(0, 0, "+12065550100")
book.close()
assert sheet.getvalue().startswith(b"PK")
"""
PLACES = """
import sys
sys.path.insert(0, sys.argv[1])
import zoneinfo
zoneinfo.reset_tzpath(to=[])
from port_out.domain.places import country_name, time_zones
assert country_name("US") == "United States"
zones = {zone for country in ("US", "DE", "JP", "AU", "BR") for zone in time_zones(country)}
assert {"America/Los_Angeles", "Europe/Berlin", "Asia/Tokyo"} <= zones
assert all(zoneinfo.ZoneInfo(zone) for zone in zones)
"""
HOLIDAYS = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
import holidays
known = {
    country: sorted(map(str, holidays.country_holidays(country, years=range(2025, 2029))))
    for country in holidays.list_supported_countries()
}
assert len(known) > 200
print(hashlib.sha256(repr(sorted(known.items())).encode()).hexdigest())
"""
CALL = """
import json, sys
sys.path.insert(0, sys.argv[1])
from botocore.session import get_session
regions = ("us-east-1", "eu-west-1", "ap-southeast-2", "us-gov-west-1", "cn-north-1")
for service, operations in json.loads(sys.argv[2]).items():
    client = get_session().create_client(service, region_name="us-east-1")
    for region in regions:
        elsewhere = get_session().create_client(service, region_name=region)
        assert elsewhere.meta.endpoint_url.startswith("https://"), (service, region)
    missing = set(operations) - set(client.meta.method_to_api_mapping.values())
    assert not missing, (service, missing)
    for operation in operations:
        shape = client.meta.service_model.operation_model(operation).input_shape
        assert shape is None or shape.members is not None
"""
NAMES = (
    *("PORT_OUTS_TABLE", "TRANSITIONS_TABLE", "NUMBER_LOCKS_TABLE", "TASK_TOKENS_TABLE"),
    *("DOCUMENTS_BUCKET", "ACCOUNT_ID", "SETTLE_WAIT_FUNCTION", "POST_TO_CASE_FUNCTION"),
    "FOLLOW_UP_CASE_FUNCTION",
    *("STATE_MACHINE_ARN", "SUPPORT_SERVICE_CODE", "SUPPORT_CATEGORY_CODE"),
    *("SUPPORT_SEVERITY", "CARRIER_KEYS_PATH", "CARRIER_KEYS_IN", "SECRETS_PATH"),
)
LIBRARIES = {
    "printing": ("reportlab", "PIL", "xlsxwriter", "port_out.printing"),
    "pages": ("jinja2", "markupsafe", "port_out.pages"),
}
REGION = {"AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1"}
SETTINGS = dict.fromkeys(NAMES, "x") | REGION


def _run_alone(script: str, asset: Path, *words: str) -> str:
    """Run a script in an interpreter that has nothing but the standard library and the asset."""
    command = [sys.executable, "-I", "-S", "-c", script, str(asset), *words]
    done = subprocess.run(command, env=SETTINGS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_handler_can_be_imported_from_its_package_alone(
    package: Package, asset: Path
) -> None:
    specs = [spec for spec in FUNCTIONS if spec.part == package.part]
    assert specs
    _run_alone(IMPORT_ALONE, asset, *(f"port_out.{spec.module}" for spec in specs))


def test_what_a_function_imports_only_when_it_needs_it_is_there_too(
    package: Package, asset: Path
) -> None:
    specs = [spec for spec in FUNCTIONS if spec.part == package.part]

    named = reached(f"port_out.{spec.module}" for spec in specs)

    assert {"holidays", "phonenumbers", "botocore.session"} <= named
    _run_alone(FIND, asset, *sorted(named))


@pytest.mark.parametrize(
    ("part", "library", "function"),
    [("printing", "reportlab", "issue_carrier_pack"), ("pages", "jinja2", "answer_link")],
)
def test_only_one_function_has_the_libraries_of_a_part(
    assembly: Path, template: Template, part: str, library: str, function: str
) -> None:
    having = set()
    for name, each in template.functions().items():
        folder = assembly / f"asset.{each['Code']['S3Key'].removesuffix('.zip')}"
        assert (folder / "port_out" / "domain").is_dir()
        if (folder / library).exists():
            having.add(name)
        else:
            _run_alone(REFUSE, folder, *LIBRARIES[part])

    assert having == {function} == {each.name for each in FUNCTIONS if each.part == part}


def test_paper_can_be_printed_with_what_is_left_of_the_libraries() -> None:
    _run_alone(PRINT, build(PRINTING))


def test_every_call_that_a_role_allows_can_be_made_with_what_is_left_of_the_sdk(
    asset: Path,
) -> None:
    calls = {service: sorted(operations) for service, operations in sdk.called().items()}
    assert calls["connect"] == [
        *("DescribeInstance", "DescribeQueue", "ListContactFlows", "ListFlowAssociations"),
        *("ListPhoneNumbersV2", "ListTrafficDistributionGroups", "SearchQueues"),
    ]
    assert calls["secretsmanager"] == ["GetSecretValue", "ListSecrets"]
    assert calls["cloudwatch"] == ["GetMetricData"]
    assert calls["kms"] == ["GetPublicKey", "Sign"]
    assert calls["organizations"] == ["DescribeOrganization"]
    assert {"PutObject", "GetObject", "HeadObject"} <= set(calls["s3"])
    assert calls["lambda"] == ["Invoke"]
    _run_alone(CALL, asset, json.dumps(calls))


def test_countries_and_their_time_zones_are_known_without_a_table_of_the_host() -> None:
    _run_alone(PLACES, build(PAGES))


def test_holidays_fall_on_the_same_days_without_their_names_in_other_languages() -> None:
    with_names = _run_alone(HOLIDAYS, Path(sysconfig.get_path("purelib")))

    assert _run_alone(HOLIDAYS, build(LIGHT)) == with_names
