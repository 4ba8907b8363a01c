"""Everything about one port-out as one file that can be verified without the program."""
