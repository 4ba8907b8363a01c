"""Steering over HTTP: play AWS Support, the account, and bad luck."""
