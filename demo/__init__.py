"""The demo: one customer's numbers leave Amazon Connect, weeks in seconds."""
