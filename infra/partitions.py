"""Where AWS Support sends its events; the program has the same table, and a test compares."""

SUPPORT_REGIONS = {"us-gov-": "us-gov-west-1", "cn-": "cn-north-1"}


def support_region(region: str) -> str:
    """The Region of the partition's one AWS Support, for this home Region."""
    found = (at for start, at in SUPPORT_REGIONS.items() if region.startswith(start))
    return next(found, "us-east-1")
