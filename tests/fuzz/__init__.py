"""Requests that nobody thought of, to every route of the API as docs/openapi.json documents it."""
