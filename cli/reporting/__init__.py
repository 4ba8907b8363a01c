"""What became of all port-outs, as figures, a table for spreadsheets and a page to read."""
