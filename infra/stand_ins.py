"""What stands in the place of library files that would load far more than this program uses."""

_EVENTS = "aws_lambda_powertools/utilities/data_classes/"

NO_PICTURES = '"""In the place of Pillow: this program prints no pictures."""\n\nImage = None\n'
"""reportlab wants Pillow when it is imported, and uses it for pictures only. Without Pillow nothing
native is in the package, so it runs here as on arm, and no decoder of pictures is in it."""

_NO_GLYPHS = '"""In the place of a table: this program reads no text."""\n\nadobe_glyphs = {}\n'

_NO_HELP = '''"""In the place of the texts for help(): nobody asks a function for help."""


class _NoText(str):
    def __new__(cls, *args, **kwargs):
        return super().__new__(cls)

    def __init__(self, *args, **kwargs):
        pass


ClientMethodDocstring = WaiterDocstring = PaginatorDocstring = _NoText
'''

_ONE_RESOLVER = '''"""In the place of the list of all resolvers: this program has a REST API."""

from aws_lambda_powertools.event_handler.api_gateway import APIGatewayRestResolver, Response
'''

_ITS_EVENTS = '''"""In the place of the list of all events: those that the resolver names."""

from .alb_event import ALBEvent
from .api_gateway_proxy_event import APIGatewayProxyEvent, APIGatewayProxyEventV2
from .bedrock_agent_event import BedrockAgentEvent
from .lambda_function_url_event import LambdaFunctionUrlEvent
from .vpc_lattice import VPCLatticeEvent, VPCLatticeEventV2
'''

_ONLY_LOGGER = '''"""In the place of the list of all parts: the one that every function uses."""

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.package_logger import set_package_logger_handler

set_package_logger_handler()
'''

_NO_HTTP2 = '"""In the place of HTTP/2, which nobody switches on."""\n'

STAND_INS = {
    # A third of pypdf is a table for reading text in odd fonts; no text of a PDF is read.
    "pypdf/_codecs/adobe_glyphs.py": _NO_GLYPHS,
    "botocore/docs/__init__.py": "",
    "botocore/docs/docstring.py": _NO_HELP,
    "aws_lambda_powertools/__init__.py": _ONLY_LOGGER,
    "aws_lambda_powertools/event_handler/__init__.py": _ONE_RESOLVER,
    f"{_EVENTS}__init__.py": _ITS_EVENTS,
    "urllib3/http2/__init__.py": _NO_HTTP2,
}
"""By path in every package."""
