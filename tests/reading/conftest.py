"""Texts are read alike on every machine."""

from tests.elsewhere import elsewhere as elsewhere
