"""What the wheels bring along and no function of ours asks for."""

POWERTOOLS = "aws_lambda_powertools"
RESOLVERS = f"{POWERTOOLS}/event_handler"
OPENAPI = f"{RESOLVERS}/openapi"
EVENTS = f"{POWERTOOLS}/utilities/data_classes"
# Glob patterns below the package's folder. METADATA stays: scanners and `holidays` read it.
NOT_NEEDED = (
    # What installers, type checkers and testers leave behind.
    *("*.dist-info/[!M]*", "__pycache__", "bin", "**/tests", "**/*.pyi", "**/py.typed"),
    # The SDK's examples and texts for help(), and a second time zone table.
    *("botocore/data/*/*/examples-1.json*", "botocore/docs/bcdoc", "botocore/docs/[!_du]*.py"),
    *("botocore/data/lambda/2014-11-11", "dateutil/zoneinfo/*.tar.gz", "botocore/stub.py"),
    *("botocore/crt/auth.py", "dateutil/rrule.py", "dateutil/tz/win.py"),
    # Tables of time zones for other readers; zone.tab and iso3166.tab are read.
    *(
        f"tzdata/zoneinfo/{name}"
        for name in "zone1970.tab zonenow.tab tzdata.zi leapseconds".split()
    ),
    # Stock exchanges' holidays, holidays' names in other languages, emergency numbers.
    *("holidays/financial/[!_]*", "holidays/locale", "phonenumbers/shortdata/region_*"),
    # Other transports and other work than the functions' own.
    "urllib3/contrib/emscripten",
    *("urllib3/contrib/pyopenssl.py", "urllib3/contrib/socks.py", "urllib3/http2/connection.py"),
    "aws_lambda_powertools/metrics/provider/datadog",
    "aws_lambda_powertools/utilities/metadata",
    *("holidays/ical.py", "holidays/generate_ics.py", "jinja2/sandbox.py", "jinja2/ext.py"),
    "pypdf/annotations",
    # Native, and the Python beside it does the same; tests that do not lie in a folder of tests.
    *("markupsafe/_speedups.*", "ecdsa/test_*.py"),
    # Resolvers and events of other services; infra/stand_ins.py has the lists that name them.
    *(
        f"{RESOLVERS}/{name}"
        for name in "appsync.py bedrock_agent*.py http_resolver.py lambda_function_url.py"
        " vpc_lattice.py events_appsync graphql_appsync".split()
    ),
    *(
        f"{EVENTS}/{name}*"
        for name in "active_ api_gateway_authorizer api_gateway_websocket appsync aws_"
        " bedrock_agent_function cl co[dgn] d event_ iot k r s3 sec ses sn sq t".split()
    ),
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
