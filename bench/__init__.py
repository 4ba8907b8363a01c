"""How long and how large, beside a baseline: what `make bench` measures in the code as built."""
