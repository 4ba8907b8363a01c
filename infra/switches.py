"""What a deployment may choose, beside its Region."""

CARRIER_KEYS_IN = ("ssm", "secrets-manager")
"""Where the carriers' keys lie: the first costs nothing, the second by the key and the month."""
