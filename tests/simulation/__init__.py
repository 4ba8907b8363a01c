"""A virtual AWS in which everything fails now and then, for many port-outs and days in seconds."""
