"""Plans a batch with a package's code as built, and says how many seconds of its own that took."""

import json
import sys
import time
from datetime import UTC, datetime
from typing import Any

ACCOUNT, REGION = "123456789012", "us-east-1"
EACH = 50
"""Numbers in a port-out: 10,000 numbers are 200 port-outs."""
BODY: dict[str, Any] = {
    "winning_carrier": {"name": "Example Telecom"},
    "identity": {
        "company_name": "Example Corp.",
        "authorized_person": "A. Example",
        "address_line_1": "100 Main Street",
        "city": "Seattle",
        "postal_code": "98109",
        "country_code": "US",
    },
}


def _held(place: int) -> Any:
    from port_out.domain.numbers import HeldNumber

    instance = f"{place // EACH:08}-1111-2222-3333-444444444444"
    arn = f"arn:aws:connect:{REGION}:{ACCOUNT}:instance/{instance}"
    return HeldNumber(f"+1206{5550000 + place}", f"{place}", "", "DID", "US", arn, instance)


def planned(count: int) -> dict[str, Any]:
    """Splits so many numbers and makes a request of each group; nobody is called."""
    from port_out.api.batching import plan_batch
    from port_out.domain.plan import Listed, Place, plan

    held = {number.number: number for number in map(_held, range(count))}
    listed = [Listed(number, "") for number in held]
    began = time.perf_counter()
    made = plan_batch(BODY, plan(listed, held, {}, Place(ACCOUNT, REGION)), datetime.now(UTC))
    json.dumps(made.as_data())
    return {"seconds": time.perf_counter() - began, "groups": len(made.groups)}


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    print(json.dumps(planned(int(sys.argv[2]))))
