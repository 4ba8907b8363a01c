"""The rules of a port-out: plain data and pure functions that import nothing of AWS."""
