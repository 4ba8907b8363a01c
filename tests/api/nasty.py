"""Bodies that no handler may fall over, and good ones beside them."""

import json
from typing import Any

from tests.api.builders import ID, a_request

CARRIER = f"/carriers/standard/port-outs/{ID}"
ROUTES = (
    "/port-outs",
    "/port-outs?dryRun=true",
    "/port-outs/plan",
    f"/port-outs/{ID}/signals",
    f"/port-outs/{ID}/documents",
    f"/port-outs/{ID}/links",
    CARRIER,
)
GOOD: dict[str, dict[str, Any]] = {
    "/port-outs": a_request(),
    "/port-outs?dryRun=true": a_request(),
    "/port-outs/plan": {"numbers": ["+12065550100"]},
    f"/port-outs/{ID}/signals": {"type": "support.approved", "facts": {}},
    f"/port-outs/{ID}/documents": {"name": "loa.pdf", "content_type": "application/pdf"},
    f"/port-outs/{ID}/links": {"name": "Bo Lindqvist"},
    CARRIER: {"type": "carrier.completed", "timestamp": "2026-11-24T20:00:00Z", "data": {}},
}

BODIES = [
    *("", " ", "\n", "\t\r\n", "null", "true", "false", "0", "-1", "1.5", "1e999", '""', '"text"'),
    *("[]", "[[]]", "[{}]", "{}", '{"": ""}', "{", "}", '{"a"', '{"a":}', '{"a": 1,}', "{'a': 1}"),
    *("NaN", "Infinity", '{"numbers": NaN}', "undefined", "<xml/>", "a=b&c=d", "---\nyaml: 1"),
    *('{"a": 1} {"b": 2}', '{"a": 1}x', "// no\n{}", "\ufeff{}", "\x00", '{"a": "\x01"}'),
    *('{"type": "\\ud800"}', '{"\\ud800": 1}', '{"name": "\\u0000"}', '{"type": "\u202e"}'),
    *("[" * 100_000, '{"a":' * 50_000, "9" * 100_000, '{"numbers": ' + "9" * 5000 + "}"),
    *('{"numbers": null}', '{"numbers": {}}', '{"numbers": []}', '{"numbers": [null]}'),
    *('{"numbers": [[["+12065550100"]]]}', '{"numbers": "+12065550100"}', '{"facts": []}'),
    *('{"type": null}', '{"type": ["carrier.completed"]}', '{"type": {}}', '{"data": null}'),
    *('{"numbers": ["+1"], "numbers": ["+2"]}', '{"type": "x", "type": "y"}', '{"name": 1e400}'),
    *(
        '{"__proto__": {}}',
        '{"constructor": 1}',
        '{"$ref": "#/"}',
        '{"name": "' + "x" * 9999 + '"}',
    ),
    *(json.dumps({"numbers": ["x" * 65] * 300}), json.dumps({str(n): n for n in range(2000)})),
]
