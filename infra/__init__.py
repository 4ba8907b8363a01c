"""The AWS side of Connect Port-Out; it knows the runtime package by strings only."""
