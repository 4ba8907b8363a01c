"""The local world is what it says it is."""
