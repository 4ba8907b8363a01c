"""One file per Task state: load, decide, act, record."""
