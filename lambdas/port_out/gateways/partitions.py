"""Where the services that AWS runs once for a whole partition have their one endpoint."""

_SUPPORT = {"us-gov-": "us-gov-west-1", "cn-": "cn-north-1"}
_BILLING = {"us-gov-": "us-gov-west-1", "cn-": "cn-northwest-1"}
_COMMERCIAL = "us-east-1"


def support_region(region: str) -> str:
    """The Region that AWS Support is called in, and sends its events in, for this home Region."""
    return _one_endpoint(region, _SUPPORT)


def billing_region(region: str) -> str:
    """The Region of the services account, invoicing and organizations for this home Region."""
    return _one_endpoint(region, _BILLING)


def _one_endpoint(region: str, elsewhere: dict[str, str]) -> str:
    """A table, not botocore: loading its endpoints would slow down every start. A test compares."""
    return next((at for start, at in elsewhere.items() if region.startswith(start)), _COMMERCIAL)
