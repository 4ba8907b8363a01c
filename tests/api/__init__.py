"""The REST API against in-memory stores: no network, no AWS."""
