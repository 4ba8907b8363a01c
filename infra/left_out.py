"""What the wheels bring along and no function of ours asks for."""

OPENAPI = "aws_lambda_powertools/event_handler/openapi"
# Glob patterns below the package's folder. METADATA stays: scanners and `holidays` read it.
NOT_NEEDED = (
    # What installers, type checkers and testers leave behind.
    *("*.dist-info/[!M]*", "__pycache__", "bin", "**/tests", "**/*.pyi", "**/py.typed"),
    # The SDK's resources and examples, and a second time zone table.
    *(
        "boto3/data",
        "boto3/dynamodb",
        "boto3/ec2",
        "boto3/examples",
        "botocore/data/*/*/examples-1.json*",
    ),
    *("botocore/data/lambda/2014-11-11", "dateutil/zoneinfo/*.tar.gz", "botocore/stub.py"),
    *("botocore/crt/auth.py", "boto3/crt.py", "dateutil/rrule.py", "dateutil/tz/win.py"),
    # Tables of time zones for other readers; zone.tab and iso3166.tab are read.
    *(
        f"tzdata/zoneinfo/{name}"
        for name in "zone1970.tab zonenow.tab tzdata.zi leapseconds".split()
    ),
    # Stock exchanges' holidays, holidays' names in other languages, emergency numbers.
    *("holidays/financial/[!_]*", "holidays/locale", "phonenumbers/shortdata/region_*"),
    # Other transports and other work than the functions' own.
    *("urllib3/contrib/emscripten", "s3transfer/crt.py", "s3transfer/processpool.py"),
    *("urllib3/contrib/pyopenssl.py", "urllib3/contrib/socks.py", "urllib3/http2/connection.py"),
    "aws_lambda_powertools/metrics/provider/datadog",
    "aws_lambda_powertools/utilities/metadata",
    *("holidays/ical.py", "holidays/generate_ics.py", "jinja2/sandbox.py", "jinja2/ext.py"),
    "pypdf/annotations",
    # Native, and the Python beside it does the same; tests that do not lie in a folder of tests.
    *("markupsafe/_speedups.*", "ecdsa/test_*.py"),
    # Parts of Powertools that need packages which are not here, and such that nobody imports.
    *("aws_lambda_powertools/event_handler/middlewares/*_validation.py", f"{OPENAPI}/swagger_ui"),
    *(f"{OPENAPI}/{part}.py" for part in "compat dependant encoders models params".split()),
    *(
        f"aws_lambda_powertools/utilities/{part}"
        for part in "auth_alpha batch circuit_breaker data_masking feature_flags idempotency"
        " kafka parameters parser streaming validation".split()
    ),
    # Charts, page layout by paragraphs, and fonts that are not the program's own.
    *("reportlab/graphics", "reportlab/platypus", "reportlab/fonts"),
)
