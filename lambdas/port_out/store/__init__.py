"""The tables: rows are data, a write states its condition."""
