"""Secrets and personal data, planted in all that comes in, and looked for where it leaves."""
