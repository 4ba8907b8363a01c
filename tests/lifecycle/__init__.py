"""The life cycle, held against a small model of it that shares no code with it."""
