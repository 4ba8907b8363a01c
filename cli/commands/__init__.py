"""The commands of `port-out`, one file each; cli/table.py has their order."""
