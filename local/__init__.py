"""The local world: the deployed template, whole, on an embedded stand-in for AWS."""
