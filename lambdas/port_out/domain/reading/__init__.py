"""What AWS Support writes, read by rules: certain where every sentence is understood."""
