"""The documents are true: generated parts, links, and the words that they must have."""
